"""All tables of Vijfspoor."""

from vijfspoor.store.models.ai_meeting import AiMeetingItem, AiMeetingRecord
from vijfspoor.store.models.assessment import Assessment, Demand, Measure, OwnQuestionnaire, Risk, Statement
from vijfspoor.store.models.attachment import Attachment
from vijfspoor.store.models.board import BoardMeeting, Minutes, MinutesAdoption
from vijfspoor.store.models.business_case import BusinessCase
from vijfspoor.store.models.campaign import (
    Campaign,
    CampaignCount,
    CampaignInvitation,
    CampaignMaterial,
    CampaignReach,
)
from vijfspoor.store.models.council import CouncilItem, CouncilMeeting, CouncilReply, CouncilSubscription
from vijfspoor.store.models.data_flow import DataFlow, DataSystem, QualityCheck
from vijfspoor.store.models.delivery import RegisterDelivery
from vijfspoor.store.models.dossier import (
    Answer,
    Classification,
    Dossier,
    IntakeAnswer,
    Publication,
    RiskEstimate,
)
from vijfspoor.store.models.finding import DossierLook, Finding, FindingAcceptance, FindingRound
from vijfspoor.store.models.found_ai import FoundAi, OwnAiProduct, SoftwareList
from vijfspoor.store.models.guideline import GuidelineException, GuidelineJudgement, OwnGuideline
from vijfspoor.store.models.indicator import IndicatorValue, LevelNote, WantedLevel
from vijfspoor.store.models.insight import DossierState, DuplicateJudgement
from vijfspoor.store.models.law import KeptObligation, LawAdoption, LegalReview
from vijfspoor.store.models.learning import LearningAssignment, LearningModule, LearningPath, LessonPass, SigningKey
from vijfspoor.store.models.letter import CouncilLetter, LetterDraft
from vijfspoor.store.models.life import (
    ChecklistEvidence,
    Pilot,
    Reassessment,
    RecordedSetting,
    Release,
    Retirement,
    UserGroup,
)
from vijfspoor.store.models.literacy import (
    FigureRelease,
    FrameworkAdoption,
    LiteracyPlan,
    PlanAdoption,
    ScanDraft,
    ScanInvitation,
    ScanResult,
    ScanRound,
)
from vijfspoor.store.models.means import MeansRequest, MeansRuling, MeansSource
from vijfspoor.store.models.need import Development, DevelopmentQuestion, DevelopmentReceipt, Need
from vijfspoor.store.models.openness import OutsideMail, ResidentAnswer, ResidentContact
from vijfspoor.store.models.operations import (
    ClockEntry,
    Concern,
    ConcernReply,
    Incident,
    IncidentClock,
    IncidentIntervention,
    Suspension,
)
from vijfspoor.store.models.outcome import OutcomeFigure, OutcomeRound, OutcomeThresholds
from vijfspoor.store.models.oversight import Sample, SampleItem
from vijfspoor.store.models.people import (
    Absence,
    ApiToken,
    Organisation,
    Person,
    RoleAssignment,
    Unit,
)
from vijfspoor.store.models.policy import (
    Policy,
    PolicyAmendment,
    PolicyComment,
    PolicyRule,
    PolicySettlement,
    PolicyVersion,
)
from vijfspoor.store.models.product import Product, ProductFact, Supplier
from vijfspoor.store.models.record import AuditEvent, AuditHead, Message
from vijfspoor.store.models.register_import import ImportRow, RegisterImport, RememberedColumns
from vijfspoor.store.models.setup import Mandate, SetupStart, SetupVersion
from vijfspoor.store.models.supplier import (
    Certificate,
    ClauseCheck,
    Contract,
    SupplierContact,
    SupplierFile,
    SupplierProposal,
    SupplierRequest,
)
from vijfspoor.store.models.supplier_notice import SupplierNotice
from vijfspoor.store.models.team import Confirmation, ConfirmationRequest, ConfirmationRound, TeamTalk
from vijfspoor.store.models.woo import WooBundle, WooChoice, WooRequest
from vijfspoor.store.models.work import Condition, Contribution, Decision, Task
from vijfspoor.store.models.work_process import WorkProcess
from vijfspoor.store.models.year_account import YearAccount, YearAccountAdoption

__all__ = [
    "Absence",
    "AiMeetingItem",
    "AiMeetingRecord",
    "Answer",
    "ApiToken",
    "Assessment",
    "Attachment",
    "AuditEvent",
    "AuditHead",
    "BoardMeeting",
    "BusinessCase",
    "Campaign",
    "CampaignCount",
    "CampaignInvitation",
    "CampaignMaterial",
    "CampaignReach",
    "Certificate",
    "ChecklistEvidence",
    "Classification",
    "ClauseCheck",
    "ClockEntry",
    "Concern",
    "ConcernReply",
    "Condition",
    "Confirmation",
    "ConfirmationRequest",
    "ConfirmationRound",
    "Contract",
    "Contribution",
    "CouncilItem",
    "CouncilLetter",
    "CouncilMeeting",
    "CouncilReply",
    "CouncilSubscription",
    "DataFlow",
    "DataSystem",
    "Decision",
    "Demand",
    "Development",
    "DevelopmentQuestion",
    "DevelopmentReceipt",
    "Dossier",
    "DossierLook",
    "DossierState",
    "DuplicateJudgement",
    "FigureRelease",
    "Finding",
    "FindingAcceptance",
    "FindingRound",
    "FoundAi",
    "FrameworkAdoption",
    "GuidelineException",
    "GuidelineJudgement",
    "ImportRow",
    "Incident",
    "IncidentClock",
    "IncidentIntervention",
    "IndicatorValue",
    "IntakeAnswer",
    "KeptObligation",
    "LawAdoption",
    "LearningAssignment",
    "LearningModule",
    "LearningPath",
    "LegalReview",
    "LessonPass",
    "LetterDraft",
    "LevelNote",
    "LiteracyPlan",
    "Mandate",
    "MeansRequest",
    "MeansRuling",
    "MeansSource",
    "Measure",
    "Message",
    "Minutes",
    "MinutesAdoption",
    "Need",
    "Organisation",
    "OutcomeFigure",
    "OutcomeRound",
    "OutcomeThresholds",
    "OutsideMail",
    "OwnAiProduct",
    "OwnGuideline",
    "OwnQuestionnaire",
    "Person",
    "Pilot",
    "PlanAdoption",
    "Policy",
    "PolicyAmendment",
    "PolicyComment",
    "PolicyRule",
    "PolicySettlement",
    "PolicyVersion",
    "Product",
    "ProductFact",
    "Publication",
    "QualityCheck",
    "Reassessment",
    "RecordedSetting",
    "RegisterDelivery",
    "RegisterImport",
    "Release",
    "RememberedColumns",
    "ResidentAnswer",
    "ResidentContact",
    "Retirement",
    "Risk",
    "RiskEstimate",
    "RoleAssignment",
    "Sample",
    "SampleItem",
    "ScanDraft",
    "ScanInvitation",
    "ScanResult",
    "ScanRound",
    "SetupStart",
    "SetupVersion",
    "SigningKey",
    "SoftwareList",
    "Statement",
    "Supplier",
    "SupplierContact",
    "SupplierFile",
    "SupplierNotice",
    "SupplierProposal",
    "SupplierRequest",
    "Suspension",
    "Task",
    "TeamTalk",
    "Unit",
    "UserGroup",
    "WantedLevel",
    "WooBundle",
    "WooChoice",
    "WooRequest",
    "WorkProcess",
    "YearAccount",
    "YearAccountAdoption",
]

"""All tables of Vijfspoor."""

from vijfspoor.store.models.dossier.attachment import Attachment
from vijfspoor.store.models.dossier.business_case import BusinessCase
from vijfspoor.store.models.dossier.dossier import (
    Answer,
    Classification,
    Dossier,
    IntakeAnswer,
    Publication,
    RiskEstimate,
)
from vijfspoor.store.models.dossier.insight import DossierState, DuplicateJudgement
from vijfspoor.store.models.dossier.life import (
    ChecklistEvidence,
    Pilot,
    Reassessment,
    RecordedSetting,
    Release,
    Retirement,
    UserGroup,
)
from vijfspoor.store.models.dossier.work import Condition, Contribution, Decision, Task
from vijfspoor.store.models.ethics.assessment import Assessment, Demand, Measure, OwnQuestionnaire, Risk, Statement
from vijfspoor.store.models.ethics.law import KeptObligation, LawAdoption, LegalReview
from vijfspoor.store.models.ethics.oversight import Sample, SampleItem
from vijfspoor.store.models.leadership.board import BoardMeeting, Minutes, MinutesAdoption
from vijfspoor.store.models.leadership.council import CouncilItem, CouncilMeeting, CouncilReply, CouncilSubscription
from vijfspoor.store.models.leadership.council_letter import CouncilLetter, LetterDraft
from vijfspoor.store.models.leadership.delivery import RegisterDelivery
from vijfspoor.store.models.leadership.means import MeansRequest, MeansRuling, MeansSource
from vijfspoor.store.models.leadership.openness import OutsideMail, ResidentAnswer, ResidentContact
from vijfspoor.store.models.leadership.team import Confirmation, ConfirmationRequest, ConfirmationRound, TeamTalk
from vijfspoor.store.models.leadership.woo import WooBundle, WooChoice, WooRequest
from vijfspoor.store.models.leadership.year_account import YearAccount, YearAccountAdoption
from vijfspoor.store.models.organisation.ai_meeting import AiMeetingItem, AiMeetingRecord
from vijfspoor.store.models.organisation.finding import DossierLook, Finding, FindingAcceptance, FindingRound
from vijfspoor.store.models.organisation.found_ai import FoundAi, OwnAiProduct, SoftwareList
from vijfspoor.store.models.organisation.indicator import IndicatorValue, LevelNote, WantedLevel
from vijfspoor.store.models.organisation.need import Development, DevelopmentQuestion, DevelopmentReceipt, Need
from vijfspoor.store.models.organisation.people import (
    Absence,
    ApiToken,
    Organisation,
    Person,
    RoleAssignment,
    Unit,
)
from vijfspoor.store.models.organisation.policy import (
    Policy,
    PolicyAmendment,
    PolicyComment,
    PolicyRule,
    PolicySettlement,
    PolicyVersion,
)
from vijfspoor.store.models.organisation.record import AuditEvent, AuditHead, Message
from vijfspoor.store.models.organisation.register_import import ImportRow, RegisterImport, RememberedColumns
from vijfspoor.store.models.organisation.setup import Mandate, SetupStart, SetupVersion
from vijfspoor.store.models.organisation.work_process import WorkProcess
from vijfspoor.store.models.people.campaign import (
    Campaign,
    CampaignCount,
    CampaignInvitation,
    CampaignMaterial,
    CampaignReach,
)
from vijfspoor.store.models.people.learning import (
    LearningAssignment,
    LearningModule,
    LearningPath,
    LessonPass,
    SigningKey,
)
from vijfspoor.store.models.people.literacy import (
    FigureRelease,
    FrameworkAdoption,
    LiteracyPlan,
    PlanAdoption,
    ScanDraft,
    ScanInvitation,
    ScanResult,
    ScanRound,
)
from vijfspoor.store.models.technology.data_flow import DataFlow, DataSystem, QualityCheck
from vijfspoor.store.models.technology.guideline import GuidelineException, GuidelineJudgement, OwnGuideline
from vijfspoor.store.models.technology.operations import (
    ClockEntry,
    Concern,
    ConcernReply,
    Incident,
    IncidentClock,
    IncidentIntervention,
    Suspension,
)
from vijfspoor.store.models.technology.outcome import OutcomeFigure, OutcomeRound, OutcomeThresholds
from vijfspoor.store.models.technology.product import Product, ProductFact, Supplier
from vijfspoor.store.models.technology.supplier import (
    Certificate,
    ClauseCheck,
    Contract,
    SupplierContact,
    SupplierFile,
    SupplierProposal,
    SupplierRequest,
)
from vijfspoor.store.models.technology.supplier_notice import SupplierNotice

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

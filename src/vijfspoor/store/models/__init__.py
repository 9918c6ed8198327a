"""All tables of Vijfspoor."""

from vijfspoor.store.models.ai_meeting import AiMeetingItem, AiMeetingRecord
from vijfspoor.store.models.assessment import Assessment, Demand, Measure, OwnQuestionnaire, Risk, Statement
from vijfspoor.store.models.attachment import Attachment
from vijfspoor.store.models.board import BoardMeeting, Minutes, MinutesAdoption
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
from vijfspoor.store.models.guideline import GuidelineException, GuidelineJudgement, OwnGuideline
from vijfspoor.store.models.law import KeptObligation, LawAdoption, LegalReview
from vijfspoor.store.models.learning import LearningAssignment, LessonPass
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
from vijfspoor.store.models.openness import OutsideMail, ResidentAnswer, ResidentContact
from vijfspoor.store.models.operations import (
    ClockEntry,
    Concern,
    ConcernReply,
    Incident,
    IncidentClock,
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
from vijfspoor.store.models.policy import Policy, PolicyComment, PolicyRule, PolicySettlement, PolicyVersion
from vijfspoor.store.models.product import Product, ProductFact, Supplier
from vijfspoor.store.models.record import AuditEvent, AuditHead, Message
from vijfspoor.store.models.supplier import (
    Certificate,
    ClauseCheck,
    Contract,
    SupplierContact,
    SupplierFile,
    SupplierProposal,
    SupplierRequest,
)
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
    "Certificate",
    "ChecklistEvidence",
    "Classification",
    "ClauseCheck",
    "ClockEntry",
    "Concern",
    "ConcernReply",
    "Condition",
    "Contract",
    "Contribution",
    "CouncilItem",
    "CouncilMeeting",
    "CouncilReply",
    "CouncilSubscription",
    "DataFlow",
    "DataSystem",
    "Decision",
    "Demand",
    "Dossier",
    "DossierLook",
    "FigureRelease",
    "Finding",
    "FindingAcceptance",
    "FindingRound",
    "FrameworkAdoption",
    "GuidelineException",
    "GuidelineJudgement",
    "Incident",
    "IncidentClock",
    "IntakeAnswer",
    "KeptObligation",
    "LawAdoption",
    "LearningAssignment",
    "LegalReview",
    "LessonPass",
    "LiteracyPlan",
    "Measure",
    "Message",
    "Minutes",
    "MinutesAdoption",
    "Organisation",
    "OutcomeFigure",
    "OutcomeRound",
    "OutcomeThresholds",
    "OutsideMail",
    "OwnGuideline",
    "OwnQuestionnaire",
    "Person",
    "Pilot",
    "PlanAdoption",
    "Policy",
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
    "Release",
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
    "Statement",
    "Supplier",
    "SupplierContact",
    "SupplierFile",
    "SupplierProposal",
    "SupplierRequest",
    "Suspension",
    "Task",
    "Unit",
    "UserGroup",
    "WooBundle",
    "WooChoice",
    "WooRequest",
    "WorkProcess",
    "YearAccount",
    "YearAccountAdoption",
]

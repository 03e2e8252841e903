using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Diagnostics.Engine.Accounts;

/// <summary>
/// Who may do what: a role has its acts, its node bounds the objects. Pure; the one place that decides, so that a reader can check it
/// against a list on paper.
/// </summary>
public static class Permissions
{
    private static readonly FrozenDictionary<StaffRole, ImmutableArray<StaffAct>> Acts = new Dictionary<StaffRole, ImmutableArray<StaffAct>>
    {
        [StaffRole.Teacher] = [StaffAct.PrintCards, StaffAct.RunLesson, StaffAct.ReadNames, StaffAct.ReadAddressed],
        [StaffRole.Psychologist] =
        [
            StaffAct.RunLesson, StaffAct.HoldSittings, StaffAct.ReadNames, StaffAct.LinkYears, StaffAct.KeepConsent, StaffAct.ReadResults, StaffAct.ReadShares,
            StaffAct.ReleaseResults,
            StaffAct.ReadAddressed,
        ],
        [StaffRole.Coordinator] =
        [
            StaffAct.KeepClasses, StaffAct.PrintCards, StaffAct.RunLesson, StaffAct.ReadNames, StaffAct.KeepNames, StaffAct.LinkYears, StaffAct.KeepConsent,
            StaffAct.ReadShares, StaffAct.EnterFigures, StaffAct.PublishSummary, StaffAct.ReadAddressed, StaffAct.Erase, StaffAct.KeepStaff, StaffAct.ReadAudit, StaffAct.ReadPreparation, StaffAct.ConfirmResponsible,
        ],
        [StaffRole.Municipality] =
        [
            StaffAct.KeepSchools, StaffAct.KeepClasses, StaffAct.PrintCards, StaffAct.KeepStaff, StaffAct.ReadAudit, StaffAct.ReadFigures, StaffAct.EnterFigures, StaffAct.WriteReport,
            StaffAct.LeadDay, StaffAct.ReadPreparation,
        ],
        [StaffRole.Region] =
        [
            StaffAct.KeepSchools, StaffAct.KeepClasses, StaffAct.PrintCards, StaffAct.KeepStaff, StaffAct.ReadAudit, StaffAct.ReadFigures, StaffAct.EnterFigures, StaffAct.WriteReport,
            StaffAct.ImportDemand, StaffAct.LeadDay, StaffAct.KeepCampaign, StaffAct.ReadPreparation,
        ],
        [StaffRole.Methodologist] = [StaffAct.KeepContent, StaffAct.ReadFigures, StaffAct.ReadPreparation],
        [StaffRole.Operator] =
        [
            StaffAct.KeepSchools, StaffAct.KeepClasses, StaffAct.PrintCards, StaffAct.KeepStaff, StaffAct.ReadAudit, StaffAct.KeepCampaign,
            StaffAct.KeepServer,
        ],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<StaffRole, ImmutableArray<NodeKind>> Places = new Dictionary<StaffRole, ImmutableArray<NodeKind>>
    {
        [StaffRole.Teacher] = [NodeKind.School],
        [StaffRole.Psychologist] = [NodeKind.School, NodeKind.Municipality],
        [StaffRole.Coordinator] = [NodeKind.School],
        [StaffRole.Municipality] = [NodeKind.Municipality],
        [StaffRole.Region] = [NodeKind.Region],
        [StaffRole.Methodologist] = [NodeKind.Region],
        [StaffRole.Operator] = [NodeKind.Server],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<StaffRole, ImmutableArray<StaffRole>> Invites = new Dictionary<StaffRole, ImmutableArray<StaffRole>>
    {
        [StaffRole.Coordinator] = [StaffRole.Teacher, StaffRole.Psychologist],
        [StaffRole.Municipality] = [StaffRole.Teacher, StaffRole.Psychologist, StaffRole.Coordinator],
        [StaffRole.Region] =
            [StaffRole.Teacher, StaffRole.Psychologist, StaffRole.Coordinator, StaffRole.Municipality, StaffRole.Methodologist],
        [StaffRole.Operator] = [.. Enum.GetValues<StaffRole>()],
    }.ToFrozenDictionary();

    public static ImmutableArray<StaffAct> ActsOf(StaffRole role) => Acts[role];

    /// <summary>Whether this person may do this with this object.</summary>
    public static bool May(StaffRole role, OrgNode place, StaffAct act, OrgPath target) => Acts[role].Contains(act) && target.LiesUnder(place);

    /// <summary>The roles somebody of this role may give to others, within the own node.</summary>
    public static ImmutableArray<StaffRole> InvitedBy(StaffRole role) => Invites.GetValueOrDefault(role, []);

    /// <summary>Whether a role is held at a node of this kind.</summary>
    public static bool Fits(StaffRole role, NodeKind kind) => Places[role].Contains(kind);

    /// <summary>Roles that see many persons, or much of one, sign in with a second factor.</summary>
    public static bool NeedsSecondFactor(StaffRole role) => role is not (StaffRole.Teacher or StaffRole.Coordinator);
}

using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sittings;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sittings;

/// <summary>Shortcuts for sittings in a house.</summary>
internal static class SittingHouse
{
    public static readonly InstrumentChoice Interests = new("riasec", "short48");
    public static readonly InstrumentChoice Values = new("work-values-7", "full");
    public static readonly InstrumentChoice Words = new("aptitude-verbal", "a");

    public static long In(this TestHouse house, double days) => house.Clock.GetUtcNow().AddDays(days).ToUnixTimeMilliseconds();

    /// <summary>Interests and values for everybody of a class, in class, for a week.</summary>
    public static SittingOrder Order(this TestHouse house, SchoolClass room) =>
        new("Интересы", new SittingWho.OfClass(room.Id, null), [Interests, Values], SittingPlace.Class, house.In(7));

    public static async Task<SittingLook> LookAsync(this TestHouse house, SchoolClass room, SittingOrder order) =>
        (await house.Engine.Sittings.LookAsync(room.SchoolId, order, default))!;

    /// <summary>Makes it; what is made can be entered as any class.</summary>
    public static async Task<SchoolClass> MakeAsync(this TestHouse house, SchoolClass room, SittingOrder order)
    {
        MadeSitting made = (await house.Engine.Sittings.MakeAsync(room.SchoolId, order, AuditActor, default))!;
        Assert.Empty(made.Look.Faults);
        return (await house.Engine.Cards.ReadAsync(made.ClassId!, default))!.Class;
    }

    public const string AuditActor = "psychologist";

    public static async Task<Sitting> OneAsync(this TestHouse house, SchoolClass sitting) =>
        (await house.Engine.SittingList.SchoolAsync(sitting.SchoolId, default))!.Sittings.Single(one => one.ClassId == sitting.Id);

    public static IEnumerable<SittingFaultKind> Kinds(this SittingLook look) => look.Faults.Select(fault => fault.Kind);

    public static OrgNode School(this SchoolClass room) => new(NodeKind.School, room.SchoolId);
}

using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Waves;

/// <summary>A region with two schools of three small classes, and waves as a region would set them.</summary>
internal sealed record WaveHouse(TestHouse House, string RegionId, string MunicipalityId, School[] Schools, SchoolClass[] Classes)
{
    public const string Actor = "planner";

    /// <summary>Class @Id has the long form in two lessons.</summary>
    public const string TwoLessons = "UPDATE school_class SET battery_id = 'lesson-two-8-9', battery_version = '1.0.0' WHERE id = @Id";

    /// <summary>Whoever keeps reports for the region.</summary>
    public Account Keeper => new("keeper", "keeper", "Координатор", StaffRole.Region, Region, Demo: false, Disabled: false, HasSecondFactor: false);

    /// <summary>Whoever keeps the server.</summary>
    public Account Operator => Keeper with { Id = "operator", Role = StaffRole.Operator, Node = OrgNode.Server };

    public OrgNode Region => new(NodeKind.Region, RegionId);

    public static async Task<WaveHouse> InAsync(TestHouse house)
    {
        OrgTree tree = house.Engine.Organisation;
        Region region = await tree.AddRegionAsync("Край", default);
        Municipality municipality = await tree.AddMunicipalityAsync(region.Id, "Округ", default);
        List<School> schools = [];
        List<SchoolClass> classes = [];
        foreach (string name in new[] { "Лицей", "Школа" })
        {
            schools.Add(await tree.AddSchoolAsync(municipality.Id, name, Settlement.City, default));
            foreach ((int grade, string letter) in new[] { (8, "А"), (8, "Б"), (10, "А") })
            {
                classes.Add(await tree.AddClassAsync(schools[^1].Id, grade, letter, 4, 1, default));
            }
        }

        return new WaveHouse(house, region.Id, municipality.Id, [.. schools], [.. classes]);
    }

    /// <summary>Three slots on each of these days after today, from eight o'clock on.</summary>
    public WaveSettings Wave(string name, int capacity, int atOnce, params int[] days) =>
        new(
            name, capacity, CapacitySource.Estimate, atOnce, [],
            [
                .. days.SelectMany(day => Enumerable.Range(8, 3).Select(hour =>
                {
                    DateTimeOffset start = new DateTimeOffset(House.Clock.GetUtcNow().Date, TimeSpan.Zero).AddDays(day).AddHours(hour);
                    return new SlotTime(start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), start.ToUnixTimeMilliseconds(), 60);
                })),
            ]);

    public async Task<string> SavedAsync(WaveSettings settings, string? wave = null, int losing = 0)
    {
        WaveOutcome outcome = await House.Engine.Waves.SaveAsync(RegionId, wave, settings, losing, Actor, default);
        Assert.Equal((null, null), (outcome.Fault, outcome.Losing));
        return outcome.Id!;
    }

    public async Task<PlanView> PlannedAsync(bool anew = false)
    {
        PlanView plan = (await House.Engine.Slots.LookAsync(RegionId, anew, default))!;
        Assert.True(await House.Engine.Slots.PlanAsync(RegionId, anew, plan.Stamp, Actor, default));
        return plan;
    }

    public async Task<WavePage> PageAsync() => (await House.Engine.Waves.ReadAsync(Region, default))!;
}

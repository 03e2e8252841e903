using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Roster;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Roster;

/// <summary>Shortcuts of imports into a test's house.</summary>
internal static class RosterHouse
{
    public const string Actor = "somebody";

    public static async Task<OrgNode> RegionAsync(this TestHouse house) =>
        new(NodeKind.Region, (await house.Engine.Organisation.AddRegionAsync("Край", default)).Id);

    /// <summary>By the guess of its headings.</summary>
    public static Task<RosterPlan> PlanAsync(this TestHouse house, OrgNode place, string file)
    {
        RosterInspection found = RosterDesk.Inspect(file, default);
        Assert.Empty(found.Personal);
        return house.Engine.Roster.PlanAsync(file, new RosterColumns([.. found.Columns.Select(column => column.Guess)], Settlement.City), place, Actor, null, default);
    }

    public static async Task<(RosterPlan Plan, RosterDone Done)> ImportAsync(this TestHouse house, OrgNode place, string file)
    {
        RosterPlan plan = await house.PlanAsync(place, file);
        return (plan, await house.Engine.Roster.ApplyAsync(plan, Actor, null, default));
    }

    /// <summary>Every class with its places: "Округ/Школа № 1/8А 2+2".</summary>
    public static async Task<string[]> ClassesAsync(this TestHouse house) =>
        [.. (await house.Engine.Store.QueryAsync<string>(
            """
            SELECT m.name || '/' || s.name || '/' || c.grade || c.letter || ' ' || SUM(1 - t.spare) || '+' || SUM(t.spare)
            FROM school_class c JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id JOIN seat t ON t.class_id = c.id
            GROUP BY m.name, s.name, c.grade, c.letter ORDER BY m.name, s.name, c.grade, c.letter
            """,
            null, default))];

    public static string Changes(RosterPlan plan) =>
        $"{plan.Count(RosterChange.New)} {plan.Count(RosterChange.Changed)} {plan.Count(RosterChange.Unchanged)} {plan.Count(RosterChange.Held)} {plan.ClassesNotMentioned}";
}

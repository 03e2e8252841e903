using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Benchmarks.Region;

/// <summary>
/// What a synthetic region has not, because nobody prepared its day and nobody read its results: cards printed, computers checked, parents' decisions, slots, responsible persons, two spare
/// seats a class, and clicks by school, link and day. Written past the doors into a copy that only counts are read of.
/// </summary>
internal static class FilledRegion
{
    private const int Checks = 15;
    private const int Spares = 2;

    /// <summary>As a region's overlay could have; the first are opened most.</summary>
    private const int Links = 150;

    private const int ClicksOfStudent = 4;

    /// <summary>A school's results are read within so many days, the region's within twice that.</summary>
    private const int Days = 14;

    private const string Decide = """
        UPDATE campaign SET consent_settings = '{"parentsDecide":[8,9,10,11]}';
        UPDATE test_session SET parent_consent = 1 WHERE substr(id, 1, 1) < 't';
        """;

    private const string SpareSeats = """
        WITH RECURSIVE n (number) AS (SELECT 101 UNION ALL SELECT number + 1 FROM n WHERE number < 100 + @Spares)
        INSERT INTO seat (id, class_id, number, spare, code_revision, code_hash) SELECT lower(hex(randomblob(7))), c.id, n.number, 1, 1, hex(randomblob(32)) FROM school_class c, n;
        INSERT INTO test_session (id, seat_id, class_id, state, epoch, simulated, result_revision)
        SELECT lower(hex(randomblob(7))), t.id, t.class_id, 'issued', 0, 1, 1 FROM seat t WHERE t.spare = 1;
        """;

    private const string CheckedComputers = """
        WITH RECURSIVE n (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < @Checks)
        INSERT INTO device_check (class_id, device, number, checked_at, verdict, reasons, measured)
        SELECT c.id, hex(randomblob(16)), n.number, 1, CASE abs(random()) % 50 WHEN 0 THEN 'notReady' ELSE 'ready' END, '[]', hex(randomblob(100)) FROM school_class c, n;
        """;

    private const string Times = """
        INSERT INTO wave (id, campaign_id, name, state, capacity, capacity_source, at_once, grades, slots) SELECT 'wave', g.id, 'Wave', 'open', 10000, 'estimate', 3, '[]', '[]' FROM campaign g;
        INSERT INTO class_slot (class_id, lesson, wave_id, starts_at, by_hand) SELECT c.id, 1, 'wave', 4102444800000 + 3600000 * (abs(random()) % 60), 0 FROM school_class c;
        INSERT INTO school_person (id, school_id, role, name, contact, entered_by, entered_at, confirmed_for, confirmed_by, confirmed_at)
        SELECT hex(randomblob(7)), s.id, 'lead', 'Somebody', 'post', 'system', 1, g.id, 'system', 1 FROM school s, campaign g;
        """;

    private const string Classes = "SELECT c.id, COUNT(t.id) AS Seats FROM school_class c JOIN seat t ON t.class_id = c.id GROUP BY c.id";

    private const string Schools = """
        SELECT c.school_id AS Id, MIN(c.campaign_id) AS CampaignId, COUNT(x.id) AS Seats
        FROM school_class c JOIN test_session x ON x.class_id = c.id AND x.state = 'finished' GROUP BY c.school_id ORDER BY c.school_id
        """;

    private const string Click = "INSERT INTO link_click (campaign_id, school_id, link, day, clicks) VALUES (@CampaignId, @SchoolId, @Link, @Day, @Clicks)";

    /// <returns>Clicks and the rows they are kept in.</returns>
    public static async Task<(long Clicks, long Rows)> FillAsync(DiagnosticsEngine engine, CancellationToken cancellation)
    {
        foreach (string sql in new[] { Decide, SpareSeats, CheckedComputers, Times })
        {
            await engine.Writer.RunAsync(null, scope => scope.Execute(sql, new { Spares, Checks }), cancellation);
        }

        foreach (Row[] portion in (await engine.Store.QueryAsync<Row>(Classes, null, cancellation)).Chunk(500))
        {
            await engine.Writer.RunAsync(null, scope => PrintCards(engine, scope, portion), cancellation);
        }

        var random = new Random(2026);
        IReadOnlyList<Row> schools = await engine.Store.QueryAsync<Row>(Schools, null, cancellation);

        // Day after day, as they come: rows of one school lie far apart.
        Opened[] opened = [.. schools.SelectMany(school => OpenedIn(random, school)).GroupBy(one => one).Select(same => same.Key with { Clicks = same.Count() }).OrderBy(one => one.Day)];
        foreach (Opened[] portion in opened.Chunk(2_000))
        {
            await engine.Writer.RunAsync(null, scope => portion.Sum(one => scope.Execute(Click, one)), cancellation);
        }

        return (opened.Sum(one => one.Clicks), opened.Length);
    }

    private static int PrintCards(DiagnosticsEngine engine, WriteScope scope, Row[] classes)
    {
        foreach (Row room in classes)
        {
            engine.Audit.Write(scope, new AuditEntry(AuditEntry.System, AuditAct.CardsPrinted, "class", room.Id, new OrgNode(NodeKind.Class, room.Id), $"cards {room.Seats}"));
        }

        return classes.Length;
    }

    private static IEnumerable<Opened> OpenedIn(Random random, Row school)
    {
        long first = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400) - 1 - (2 * Days) + random.Next(Days);

        // The n-th link is opened 1/n times as often as the first.
        return Enumerable.Range(0, school.Seats * ClicksOfStudent)
            .Select(_ => new Opened(school.CampaignId, school.Id, $"link-{(int)Math.Pow(Links, random.NextDouble()):D3}", first + random.Next(Days), 0));
    }

    private sealed record Opened(string CampaignId, string SchoolId, string Link, long Day, long Clicks);

    private sealed record Row
    {
        public required string Id { get; init; }

        public string CampaignId { get; init; } = "";

        public required int Seats { get; init; }
    }
}

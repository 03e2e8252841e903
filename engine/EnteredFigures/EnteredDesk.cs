using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>Figures that schools tell: read, looked at, written, summed. Who may is decided before.</summary>
public sealed class EnteredDesk
{
    /// <summary>At once: 700 schools with a score of codes each.</summary>
    public const int MostRows = 20_000;

    public const int FirstYear = 2000;

    private const int SchoolsAtOnce = 25;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly OrgPaths _paths;
    private readonly EnteredLibrary _library;
    private readonly Dictionary<string, string> _directions;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal EnteredDesk(Database database, Writer writer, OrgPaths paths, EnteredLibrary library, AtlasYear atlas, AuditLog audit, TimeProvider clock)
    {
        (_database, _writer, _paths, _library, _audit, _clock) = (database, writer, paths, library, audit, clock);
        _directions = atlas.Directions.ToDictionary(direction => direction.Code, direction => direction.Title, StringComparer.Ordinal);
    }

    private const string Kept = $"""
        SELECT e.school_id AS SchoolId, e.indicator, e.code, e.figure, e.source, e.source_date AS SourceDate, e.entered_at AS EnteredAt
        FROM entered_figure e JOIN school s ON s.id = e.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE e.year = @year AND {OrgPaths.SchoolUnder}
        """;

    private const string Years = $"""
        SELECT DISTINCT e.year FROM entered_figure e JOIN school s ON s.id = e.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE {OrgPaths.SchoolUnder} ORDER BY e.year DESC
        """;

    /// <param name="place">A region, a municipality or a school.</param>
    /// <param name="year">Null = the newest that has figures, or this one.</param>
    /// <param name="schoolId">Whose figures are told one by one; the first school where it is none of the place.</param>
    /// <returns>Null for a place that is not there, the whole server, and a year nobody may mean.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<EnteredPage?> ReadAsync(OrgNode place, int? year, string? schoolId, CancellationToken cancellation)
    {
        IReadOnlyList<int> years = await _database.QueryAsync<int>(Years, Of(place), cancellation);
        int asked = year ?? years.FirstOrDefault(Today.Year);
        if (!IsYear(asked) || await SchoolsAsync(place, cancellation) is not { } schools)
        {
            return null;
        }

        IReadOnlyList<KeptRow> kept = await KeptAsync(place, asked, cancellation);
        int before = years.FirstOrDefault(one => one < asked);
        IReadOnlyList<KeptRow> then = before == 0 ? [] : await KeptAsync(place, before, cancellation);
        string shown = (schools.All.FirstOrDefault(school => school.Id == schoolId) ?? schools.All.FirstOrDefault())?.Id ?? "";
        return new EnteredPage(
            await _paths.TitleAsync(place, cancellation), asked, [.. years.Append(Today.Year).Distinct().OrderDescending()], [.. _library.All.Select(EnteredView.Of)],
            [.. schools.All.Select(school => new EnteredSchool(school.Id, school.Name, school.Municipality))],
            EnteredSums.Of(_library, kept.Select(row => row.Cell)), shown, [.. kept.Where(row => row.SchoolId == shown).Select(row => new EnteredFigure(row.Cell, row.EnteredAt))],
            kept.Concat(then).Select(row => row.Code).Where(_directions.ContainsKey).Distinct().ToDictionary(code => code, code => _directions[code], StringComparer.Ordinal))
        {
            Before = then.Count == 0 ? null : new EnteredBefore(before, EnteredSums.Beside(_library, kept.Select(row => row.Cell), then.Select(row => row.Cell))),
        };
    }

    /// <summary>What schools of a place told of those who left, by level of education where it is told by code.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    internal async Task<ImmutableArray<(EnteredIndicator Indicator, EnteredSum Sum)>> LeaversAsync(OrgNode place, int year, CancellationToken cancellation)
    {
        EnteredCell[] cells = [.. (await KeptAsync(place, year, cancellation)).Select(row => row.Cell)];
        return
        [
            .. from indicator in _library.All
               where indicator.OfLeavers
               from sum in indicator.ByCode ? EnteredSums.Levels(_library, cells) : EnteredSums.Of(_library, cells)
               where sum.Indicator == indicator.Id
               select (indicator, sum),
        ];
    }

    /// <summary>What rows would do; nothing is written. Null as for <see cref="ReadAsync"/>, and for too many rows.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<EnteredLine>?> LookAsync(OrgNode place, EnteredOrder order, CancellationToken cancellation) => (await PlanAsync(place, order, cancellation))?.Lines;

    /// <summary>Writes the rows that are right. The same again changes nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now; the same again finishes it.</exception>
    public async Task<ImmutableArray<EnteredLine>?> WriteAsync(OrgNode place, EnteredOrder order, string actor, CancellationToken cancellation)
    {
        if (await PlanAsync(place, order, cancellation) is not { } plan)
        {
            return null;
        }

        foreach (IGrouping<string, EnteredEdit>[] schools in plan.Changes.GroupBy(one => one.Cell.Key.SchoolId, StringComparer.Ordinal).Chunk(SchoolsAtOnce))
        {
            await _writer.RunAsync(null, scope => Write(scope, schools, order.Year, actor), cancellation);
        }

        return plan.Lines;
    }

    private async Task<EnteredPlan?> PlanAsync(OrgNode place, EnteredOrder order, CancellationToken cancellation)
    {
        if (!IsYear(order.Year) || order.Rows.Count > MostRows || await SchoolsAsync(place, cancellation) is not { } schools)
        {
            return null;
        }

        var there = (await KeptAsync(place, order.Year, cancellation)).ToDictionary(row => row.Cell.Key, row => row.Cell);
        var places = (await _database.QueryAsync<PlacesRow>(Places, Of(place), cancellation)).GroupBy(row => row.SchoolId).ToDictionary(year => year.Key, year => year.Max(row => row.Places));
        return EnteredPlan.Of(order.Rows, _library, schools, there, places, LatestDay.Of(_clock), order.MayRemove);
    }

    private const string Places = $"""
        SELECT c.school_id AS SchoolId, COUNT(*) AS Places
        FROM school_class c JOIN seat t ON t.class_id = c.id AND t.spare = 0 JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE c.kind = 'lesson' AND {OrgPaths.SchoolUnder}
        GROUP BY c.school_id, c.campaign_id
        """;

    private const string Update = """
        UPDATE entered_figure SET figure = @Value, source = @Source, source_date = @Date, entered_by = @actor, entered_at = @at
        WHERE school_id = @SchoolId AND year = @year AND indicator = @Indicator AND code = @Code
        """;

    private const string Insert = """
        INSERT INTO entered_figure (school_id, year, indicator, code, figure, source, source_date, entered_by, entered_at)
        VALUES (@SchoolId, @year, @Indicator, @Code, @Value, @Source, @Date, @actor, @at)
        """;

    private const string Delete = "DELETE FROM entered_figure WHERE school_id = @SchoolId AND year = @year AND indicator = @Indicator AND code = @Code";

    private bool Write(WriteScope scope, IEnumerable<IGrouping<string, EnteredEdit>> schools, int year, string actor)
    {
        long at = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (IGrouping<string, EnteredEdit> school in schools)
        {
            foreach (EnteredEdit edit in school)
            {
                EnteredCell cell = edit.Cell;
                var row = new { cell.Key.SchoolId, cell.Key.Indicator, cell.Key.Code, year, cell.Value, cell.Source, cell.Date, actor, at };
                if (edit.Change == EnteredChange.Removed)
                {
                    scope.Execute(Delete, row);
                }
                else if (scope.Execute(Update, row) == 0)
                {
                    scope.Execute(Insert, row);
                }
            }

            string detail = school.Count() == 1 ? $"{year}: {school.Single()}" : string.Create(CultureInfo.InvariantCulture, $"{year}: {school.Count()}");
            _audit.Write(scope, new AuditEntry(actor, AuditAct.FiguresEntered, "school", school.Key, new OrgNode(NodeKind.School, school.Key), detail));
        }

        return true;
    }

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    private bool IsYear(int year) => year >= FirstYear && year <= Today.Year + 1;

    private static object Of(OrgNode place) => new { kind = StoredText.Of(place.Kind), id = place.Id };

    private async Task<EnteredSchools?> SchoolsAsync(OrgNode place, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality or NodeKind.School) || await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId } path)
        {
            return null;
        }

        string municipality = path.MunicipalityId is { } id ? await _paths.TitleAsync(new OrgNode(NodeKind.Municipality, id), cancellation) : "";
        RosterScope scope = new(regionId, path.MunicipalityId, municipality, new RosterColumns([], Settlement.City));
        return new EnteredSchools(await KnownSchools.ReadAsync(_database, scope, cancellation), scope, path.SchoolId);
    }

    /// <summary>Of figures that are asked for; those of another library stay where they are.</summary>
    private async Task<IReadOnlyList<KeptRow>> KeptAsync(OrgNode place, int year, CancellationToken cancellation) =>
    [
        .. (await _database.QueryAsync<KeptRow>(Kept, new { year, kind = StoredText.Of(place.Kind), id = place.Id }, cancellation))
            .Where(row => _library.All.Any(one => one.Id == row.Indicator)),
    ];

    /// <summary>Of one year of a school.</summary>
    private sealed record PlacesRow
    {
        public required string SchoolId { get; init; }

        public required long Places { get; init; }
    }

    private sealed record KeptRow
    {
        public required string SchoolId { get; init; }

        public required string Indicator { get; init; }

        public required string Code { get; init; }

        public long? Figure { get; init; }

        public required string Source { get; init; }

        public required string SourceDate { get; init; }

        public required long EnteredAt { get; init; }

        public EnteredCell Cell => new(new EnteredKey(SchoolId, Indicator, Code), Figure, Source, SourceDate);
    }
}

/// <summary>Rows for a year.</summary>
/// <param name="MayRemove">Whether an empty value takes a figure out.</param>
public sealed record EnteredOrder(int Year, IReadOnlyList<EnteredRow> Rows, bool MayRemove);

/// <summary>Figures of a place as a page shows them.</summary>
/// <param name="Years">That have figures, and this one; the newest first.</param>
/// <param name="SchoolId">Whose figures these are; empty where there is no school.</param>
/// <param name="Directions">Titles of the codes the atlas knows.</param>
public sealed record EnteredPage(
    string Title, int Year, ImmutableArray<int> Years, ImmutableArray<EnteredView> Indicators, ImmutableArray<EnteredSchool> Schools, ImmutableArray<EnteredSum> Sums,
    string SchoolId, ImmutableArray<EnteredFigure> Figures, IReadOnlyDictionary<string, string> Directions)
{
    /// <summary>Null where no earlier year has figures.</summary>
    public EnteredBefore? Before { get; init; }
}

/// <summary>Figures beside those of an earlier year.</summary>
/// <param name="Year">The last before that has any.</param>
public sealed record EnteredBefore(int Year, ImmutableArray<EnteredPair> Figures);

/// <summary>One figure that is asked for; words by language.</summary>
public sealed record EnteredView(string Id, IReadOnlyDictionary<string, string> Title, IReadOnlyDictionary<string, string> Note, bool IsPeople, bool ByCode)
{
    internal static EnteredView Of(EnteredIndicator one) => new(one.Id, one.Title.ByLanguage, one.Note.ByLanguage, one.IsPeople, one.ByCode);
}

public sealed record EnteredSchool(string Id, string Name, string Municipality);

/// <param name="Value">Null = fewer than five.</param>
public sealed record EnteredFigure(string SchoolId, string Indicator, string Code, long? Value, string Source, string Date, long EnteredAtMs)
{
    internal EnteredFigure(EnteredCell cell, long enteredAtMs)
        : this(cell.Key.SchoolId, cell.Key.Indicator, cell.Key.Code, cell.Value, cell.Source, cell.Date, enteredAtMs)
    {
    }
}

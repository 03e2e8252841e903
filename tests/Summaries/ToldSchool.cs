using System.Collections.Immutable;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;

namespace Diagnostics.Tests.Summaries;

/// <summary>Figures of a school as a pass tells them, put in the place of a campaign's.</summary>
internal static class ToldSchool
{
    /// <summary>Of how many, of the whole school.</summary>
    public const long Students = 120;

    /// <summary>Keeps figures of one school as the last pass over its region; the region has a class.</summary>
    /// <param name="finished">How many of the school finished; null: not told, nor anything else.</param>
    /// <param name="others">Schools of the municipality besides.</param>
    public static async Task KeepAsync(DiagnosticsEngine engine, string schoolId, long? finished = 100, bool isSimulated = false, string name = "Школа № 5", string municipality = "Заречье", int others = 3)
    {
        OrgPath path = (await engine.Paths.FindAsync(new OrgNode(NodeKind.School, schoolId), default))!;
        IndicatorLibrary library = IndicatorLibrary.LoadBuiltIn(engine.Instruments, engine.Atlases.Newest);
        ToldPlace own = new(path.MunicipalityId!, municipality, [RowOf(library, 1_000, 730)]);
        ToldPlace school = new(schoolId, name, finished is { } count ? [RowOf(library, Students, count)] : []);
        ToldFigures told = new(library.Version, new ToldPlace(path.RegionId!, "Край", [RowOf(library, 9_000, 7_000)]), [new ToldMunicipality(own, [school, .. Enumerable.Range(1, others).Select(other => new ToldPlace($"other-{other}", $"Школа № {10 + other}", [RowOf(library, 200, 150)]))])]);
        RegionReading reading = new(Students, Students, isSimulated, ImmutableDictionary<Diagnostics.Engine.Results.StandingReason, long>.Empty, 0, 0, 0, [], told);
        await Monitoring.NormCrowd.KeepAsync(engine, path.RegionId!, reading);
    }

    /// <summary>Every figure alike, but for what a school may not tell: there the last value is a hole.</summary>
    private static ToldRow RowOf(IndicatorLibrary library, long n, long count) => new(
        "all",
        [
            .. from indicator in library.All
               from member in indicator.Members
               select member == indicator.Members[^1] && indicator.Members.Length > 1
                   ? null
                   : new ToldFigure(n, indicator.Source.IsMean ? null : count, Math.Round((double)count / n, 3), 0.1, 0.9),
        ]);
}

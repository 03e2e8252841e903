using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.YearReports;

/// <summary>Gathers what a report of a place rests on, from what its pages show anyway.</summary>
internal sealed class ReportSource(IndicatorDesk indicators, FigureDesk figures, NormVersionDesk norms, EnteredDesk entered, DemandDesk demand)
{
    /// <summary>A pass may end between two of the readings; the next try meets one pass again.</summary>
    private const int Tries = 3;

    private static readonly ReportDrafter Drafter = new(Phrases.LoadBuiltIn());

    /// <summary>Which years a report may be of, and whether that of the year is there: what a page says before there is one.</summary>
    /// <returns>Null for a place that has no report, and a year without lessons.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ReportGround?> GroundAsync(OrgNode place, int? year, CancellationToken cancellation) =>
        await indicators.ReadAsync(place, year, cancellation) is { } page
            ? new ReportGround(
                page.Title, page.Year, await indicators.YearsAsync(place, cancellation),
                page.MadeAtMs is null ? ReportLack.Reading : page.Place is null ? ReportLack.Place : null)
            : null;

    /// <param name="year">Of a campaign; null: the newest with lessons.</param>
    /// <returns>Null before the first pass, and for a place that has no report.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<FreshReport?> DraftAsync(OrgNode place, int? year, CancellationToken cancellation)
    {
        for (int time = 1; await GatherAsync(place, year, cancellation) is var (campaign, data, isWhole); time++)
        {
            if (isWhole || time == Tries)
            {
                string text = CanonicalJson.Of(data);
                string document = CanonicalJson.Of(Drafter.Draft(data, Sha256Hex.Of(text)));
                return new FreshReport(campaign, data, text, document, Sha256Hex.Of(document));
            }
        }

        return null;
    }

    private async Task<(string Campaign, ReportData Data, bool IsWhole)?> GatherAsync(OrgNode place, int? asked, CancellationToken cancellation)
    {
        if (await figures.RegionOfAsync(place, cancellation) is not { } regionId
            || await indicators.ReadAsync(place, asked, cancellation) is not { Place: { } told, Year: { } year, MadeAtMs: { } madeAtMs } page
            || await figures.HeadAsync(regionId, year, ReadingProgress.None, cancellation) is not { Reading: { } reading } head
            || await entered.ReadAsync(place, year, null, cancellation) is not { } schools)
        {
            return null;
        }

        IndicatorLibrary library = indicators.Library;
        (string region, SectorDemand needed) = await demand.OfRegionAsync(regionId, cancellation);
        IReadOnlyList<NormVersionHead> versions = await norms.ListAsync(regionId, cancellation);
        ImmutableArray<LeftOutCount> left = LeftOut(reading);
        return (
            reading.CampaignId,
            new ReportData(
                ReportData.FormatNumber, StoredText.Of(place.Kind), place.Id, page.Title, year, page.IsSimulated, madeAtMs, reading.Hash, reading.Sessions, CountedOf(reading.Sessions, reading.Counted, reading.Waiting, left), left,
                reading.Differing, reading.Unreadable, reading.Waiting, library.Version, Titled(library, page.NotCounted), told, [.. page.Under.Select(Whole)], page.Above, page.Before,
                schools.Schools.Length, Summed(schools),
                Standing(versions, head, year, page.IsSimulated),
                [.. head.Forms.Select(form => new ReportInstrument(form.Title, form.Key.Instrument, form.Key.Version, form.Key.Form, form.HasNorms))])
            {
                NotCounted = Unasked(library, page.NotCounted),
                IsBehind = page.IsBehind,
                Leavers = page.Before is { } before ? await LeaversAsync(place, before, cancellation) : null,
                Demand = ReportDemand.NewestOf(needed, region),
            },
            reading.MadeAtMs == madeAtMs && head.Year == year);
    }

    private async Task<ReportLeavers> LeaversAsync(OrgNode place, IndicatorYear before, CancellationToken cancellation)
    {
        return new ReportLeavers(
            before.LeftIn,
            [
                .. from one in await entered.LeaversAsync(place, before.LeftIn, cancellation)
                   select new ReportLeaving(one.Indicator.Title.Russian, one.Indicator.Note.Russian, one.Sum.Code, one.Sum.Schools, one.Sum.Least, one.Sum.Most),
            ]);
    }

    /// <summary>A report is read by more people than a page: no reason of few is counted in it.</summary>
    private static ImmutableArray<LeftOutCount> LeftOut(KeptReading reading) =>
        [.. reading.Against.Where(one => one.Value != 0).OrderBy(one => one.Key).Select(one => new LeftOutCount(StoredText.Of(one.Key), one.Value < ToldReasons.Least ? null : one.Value))];

    /// <summary>
    /// How many are counted; null where those who are not are few, or where what the shown reasons leave over is what a hidden one counts.
    /// </summary>
    internal static long? CountedOf(long sessions, long counted, long waiting, ImmutableArray<LeftOutCount> left)
    {
        long kept = sessions - counted - waiting;
        return kept is > 0 and < ToldReasons.Least || (left.Any(one => one.Sessions is null) && left.Sum(one => one.Sessions ?? 0) < kept) ? null : counted;
    }

    /// <summary>Of a place under this one a report tells what is told of all its students.</summary>
    private static ToldPlace Whole(ToldPlace place) => place with { Rows = [.. place.Rows.Where(row => row.Part == DraftPen.All)] };

    /// <summary>Whatever schools told in this year or in the one before.</summary>
    internal static ImmutableArray<ReportEntered> Summed(EnteredPage page) => page.Before is { } before
        ? [.. before.Figures.Select(pair => Of(page, pair.Indicator, pair.Code, pair.Now) with { Before = Then(before.Year, pair) })]
        : [.. page.Sums.Select(sum => Of(page, sum.Indicator, sum.Code, sum))];

    private static ReportEntered Of(EnteredPage page, string indicator, string code, EnteredSum? sum) => new(
        indicator, page.Indicators.First(one => one.Id == indicator).Title["ru"], page.Directions.TryGetValue(code, out string? direction) ? $"{code} {direction}" : code,
        sum?.Schools ?? 0, sum?.Least ?? 0, sum?.Most ?? 0);

    private static ReportEnteredBefore Then(int year, EnteredPair pair) => new(
        year, pair.Then?.Schools ?? 0, pair.Then?.Least ?? 0, pair.Then?.Most ?? 0, pair.SameNow?.Schools ?? 0, pair.SameNow?.Least ?? 0, pair.SameNow?.Most ?? 0, pair.SameThen?.Least ?? 0,
        pair.SameThen?.Most ?? 0);

    /// <summary>What of an indicator was not counted is not told, and of one that was not counted at all nothing is said: it is not kept back.</summary>
    internal static ImmutableArray<ReportIndicator> Titled(IndicatorLibrary library, ImmutableArray<string> notCounted = default) =>
    [
        .. from one in library.All.Select((indicator, place) => (Indicator: indicator, First: library.FirstOf(place)))
           where !IsUnasked(one.Indicator, notCounted)
           let source = one.Indicator.Source
           select new ReportIndicator(
               one.Indicator.Id, one.Indicator.Title.Russian, one.Indicator.Note.Russian, one.First, source.IsMean, source is IndicatorSource.UpperTier, source is IndicatorSource.Course,
               one.Indicator.Grades, [.. one.Indicator.Members.Select(member => new ReportMember(member.Id, member.Title.Russian))]),
    ];

    private static ImmutableArray<string> Unasked(IndicatorLibrary library, ImmutableArray<string> notCounted) =>
    [
        .. from one in library.All
           from title in IsUnasked(one, notCounted)
               ? [one.Title.Russian]
               : one.Members.Where(member => notCounted.Contains($"{one.Id}/{member.Id}")).Select(member => $"{one.Title.Russian}: {member.Title.Russian}")
           select title,
    ];

    private static bool IsUnasked(Indicator one, ImmutableArray<string> notCounted) => !notCounted.IsDefaultOrEmpty && one.Members.All(member => notCounted.Contains($"{one.Id}/{member.Id}"));

    /// <summary>Of each form of this year the version its answers are compared with, by the rule of <see cref="StandingNorms"/>. A damaged statement names no grades: as if the form had none.</summary>
    /// <param name="versions">The newest first.</param>
    internal static ImmutableArray<ReportNorms> Standing(IEnumerable<NormVersionHead> versions, FigureHead head, int year, bool isSimulated) =>
    [
        .. from form in head.Forms
           let version = versions.FirstOrDefault(one => one.Key == form.Key && one.Year <= year && one.IsSimulated == isSimulated)
           where version is { Grades.IsDefault: false }
           select Standing(version, form.Title),
    ];

    private static ReportNorms Standing(NormVersionHead version, string title) => new(
        title, version.Key.Version, version.Key.Form, version.Year, version.Number,
        [.. version.Grades.Select(grade => new NormedGrade(grade.Grade, grade.Students, grade.Students < NormTable.FrozenCount))]);
}

/// <summary>What there is to make a report of.</summary>
/// <param name="Year">Of the campaign; null before the first class.</param>
/// <param name="Years">Of campaigns a report may be of, the newest first.</param>
/// <param name="Lack">Null where a report can be drafted.</param>
internal sealed record ReportGround(string Place, int? Year, ImmutableArray<int> Years, ReportLack? Lack);

/// <summary>A report as the rules write it now.</summary>
/// <param name="Text">The data's canonical text.</param>
/// <param name="Document">Canonical text of a <see cref="ReportDocument"/>.</param>
/// <param name="Stamp">Hash of the document: whoever writes over it names it.</param>
internal sealed record FreshReport(string CampaignId, ReportData Data, string Text, string Document, string Stamp);

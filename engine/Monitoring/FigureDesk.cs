using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>Reads what the last pass over the region of a place found, as far as it may be told. Who may look is decided before.</summary>
public sealed class FigureDesk
{
    private readonly Database _database;
    private readonly ReadingShelf _shelf;
    private readonly OrgPaths _paths;
    private readonly InstrumentLibrary _instruments;
    private readonly PilotRules _pilots = PilotRules.LoadBuiltIn();

    internal FigureDesk(Database database, ReadingShelf shelf, OrgPaths paths, InstrumentLibrary instruments) =>
        (_database, _shelf, _paths, _instruments) = (database, shelf, paths, instruments);

    /// <summary>The region a place lies in; null for the whole server.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<string?> RegionOfAsync(OrgNode place, CancellationToken cancellation) => (await _paths.FindAsync(place, cancellation))?.RegionId;

    /// <summary>Of the region's newest campaign with lessons.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task<FigureHead> HeadAsync(string regionId, ReadingProgress progress, CancellationToken cancellation) => HeadAsync(regionId, null, progress, cancellation);

    /// <param name="year">Of a campaign; null: the newest with lessons.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<FigureHead> HeadAsync(string regionId, int? year, ReadingProgress progress, CancellationToken cancellation)
    {
        string name = await _paths.TitleAsync(new OrgNode(NodeKind.Region, regionId), cancellation);
        if (await RegionCampaign.FindAsync(_database, regionId, year, cancellation) is not { } campaign)
        {
            return new FigureHead(regionId, name, null, progress, null, []);
        }

        KeptReading? reading = await _shelf.FindAsync(campaign.Id, cancellation);
        return new FigureHead(regionId, name, campaign.Year, progress, reading is null ? null : reading with { Against = ToldReasons.Of(reading.Against) }, reading is null ? [] : [.. reading.Forms.Select(TitleOf)]);
    }

    /// <summary>Norms of one form. Somebody of a municipality reads its own among municipalities and no other. Null where the last pass met no such form.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<FormNorms?> NormsAsync(OrgNode place, FormKey key, CancellationToken cancellation)
    {
        if (await FormAsync(place, key, cancellation) is not { } form || _instruments.Find(key.Instrument, key.Version) is not { } instrument)
        {
            return null;
        }

        ImmutableArray<string> scales = NormedScales.Of(_instruments, key);
        ImmutableArray<NormGrouping> groupings = form.Norms.IsEmpty ? [] : NormTables.Of(form, scales);
        string? own = place.Kind == NodeKind.Municipality ? await _paths.TitleAsync(place, cancellation) : null;
        return new FormNorms(
            key, [.. TitlesOf(instrument).Where(scale => scales.Contains(scale.Id))],
            own is null ? groupings : [.. groupings.Select(grouping => Only(grouping, own))]);
    }

    /// <summary>Items of one form; null where the last pass met no such form.</summary>
    /// <param name="hasWords">Whether texts, options and right answers are told.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<FormItems?> ItemsAsync(OrgNode place, FormKey key, bool hasWords, CancellationToken cancellation)
    {
        if (await FormAsync(place, key, cancellation) is not { } form || _instruments.Find(key.Instrument, key.Version) is not { } instrument
            || !instrument.Forms.TryGetValue(key.Form, out InstrumentForm? asked))
        {
            return null;
        }

        ImmutableArray<ItemWords> words = ItemText.Of(asked);
        ImmutableArray<GradeItems> grades = ToldItems.Of(form.Items);
        return new FormItems(
            key, TitlesOf(instrument), hasWords ? words : [], hasWords ? grades : [.. grades.Select(WithoutOptions)],
            [
                .. grades.Select(grade => new GradeDoubts(
                    grade.Grade,
                    [.. grade.Items.Select((item, place) => ItemDoubts.Of(item, grade.Respondents, words[place].Right))],
                    hasWords ? [.. grade.Items.Select(item => ItemDoubts.Thirds(item.Counts))] : [])),
            ],
            grades.FirstOrDefault(one => one.Grade is null) is { } together ? _pilots.Look(instrument, asked, together) : null);
    }

    /// <summary>What the items of one form come to beyond counting. Null where the last pass met no such form, compared persons on none of its scales, or was made before there were models.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<FormModels?> ModelsAsync(OrgNode place, FormKey key, CancellationToken cancellation) => (await FormAsync(place, key, cancellation))?.Models;

    private async Task<KeptForm?> FormAsync(OrgNode place, FormKey key, CancellationToken cancellation) =>
        await RegionOfAsync(place, cancellation) is { } regionId && await RegionCampaign.FindAsync(_database, regionId, cancellation) is { } campaign
            ? await _shelf.FormAsync(campaign.Id, key, cancellation)
            : null;

    private FormTitle TitleOf(KeptFormHead form) => new(
        form.Key, _instruments.Find(form.Key.Instrument, form.Key.Version)?.Title.Russian ?? form.Key.Instrument, form.Sessions, !NormedScales.Of(_instruments, form.Key).IsEmpty);

    private static ImmutableArray<ScaleTitle> TitlesOf(Instrument instrument) => [.. instrument.Scales.Select(scale => new ScaleTitle(scale.Id, scale.Title.Russian))];

    private static NormGrouping Only(NormGrouping grouping, string municipality) =>
        grouping.By.IndexOf("municipality") is >= 0 and var column ? grouping with { Rows = [.. grouping.Rows.Where(row => row.Group[column] == municipality)] } : grouping;

    private static GradeItems WithoutOptions(GradeItems grade) => grade with { Items = [.. grade.Items.Select(item => item with { Counts = item.Counts with { Options = [] } })] };
}

using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.ItemModels;

/// <summary>Links forms of the readings that are kept of a region, of any year. Who may look is decided before.</summary>
public sealed class LinkDesk
{
    private readonly Database _database;
    private readonly ReadingShelf _shelf;
    private readonly InstrumentLibrary _instruments;

    internal LinkDesk(Database database, ReadingShelf shelf, InstrumentLibrary instruments) => (_database, _shelf, _instruments) = (database, shelf, instruments);

    /// <summary>Forms with scales persons are compared on, by instrument, the newest year first.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<LinkableForm>> FormsAsync(string regionId, CancellationToken cancellation) =>
    [
        .. from kept in await _shelf.FormsAsync(regionId, cancellation)
           let form = FormOf(kept.Key)
           where form is not null && form.Key.Scales.OfType<ComparableScale>().Any()
           select new LinkableForm(new YearForm(kept.Year, kept.Key), _instruments.Find(kept.Key.Instrument, kept.Key.Version)!.Title.Russian, kept.Sessions, kept.IsSimulated),
    ];

    /// <summary>Null where one of the two is not kept, both are the same, or they are of two instruments.</summary>
    /// <param name="from">The form that is moved.</param>
    /// <param name="to">The form that stays.</param>
    /// <param name="without">Identifiers of items not to link by. Nothing of it is kept.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<LinkReport?> LinkAsync(string regionId, YearForm from, YearForm to, IReadOnlySet<string> without, CancellationToken cancellation)
    {
        ImmutableArray<LinkableForm> forms = await FormsAsync(regionId, cancellation);
        if (from == to || from.Key.Instrument != to.Key.Instrument
            || forms.FirstOrDefault(form => form.Form == from) is not { } moved || forms.FirstOrDefault(form => form.Form == to) is not { } stays)
        {
            return null;
        }

        FormOfLink one = await OpenAsync(regionId, from, cancellation);
        FormOfLink other = await OpenAsync(regionId, to, cancellation);
        Instrument instrument = _instruments.Find(from.Key.Instrument, from.Key.Version)!;
        return new LinkReport(
            moved, stays,
            [
                .. one.Form.Key.Scales.OfType<ComparableScale>().Where(scale => other.ScaleOf(scale.Id) is not null)
                    .Select(scale => LinkMaker.Of(scale.Id, instrument.Scales.FirstOrDefault(told => told.Id == scale.Id)?.Title.Russian ?? scale.Id, one, other, without)),
            ]);
    }

    private async Task<FormOfLink> OpenAsync(string regionId, YearForm form, CancellationToken cancellation) => new(
        FormOf(form.Key)!,
        await RegionCampaign.FindAsync(_database, regionId, form.Year, cancellation) is { } campaign ? (await _shelf.FormAsync(campaign.Id, form.Key, cancellation))?.Models : null);

    private InstrumentForm? FormOf(FormKey key) => _instruments.Find(key.Instrument, key.Version)?.Forms.GetValueOrDefault(key.Form);
}

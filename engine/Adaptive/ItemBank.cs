using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Generation;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Adaptive;

/// <summary>
/// A bank of tasks for one aptitude with the parameters of each: what an adaptive section chooses from. Immutable; valid by construction.
/// </summary>
public sealed class ItemBank
{
    /// <summary>The item is drawn from this many best ones of its area, so that not everybody meets the same.</summary>
    public const int BestOf = 3;

    private ItemBank(Instrument instrument, ImmutableArray<CalibratedItem> items, ImmutableArray<string> areas)
    {
        (Instrument, Items, Areas) = (instrument, items, areas);
        AreaNames = [.. areas.Distinct().Order(StringComparer.Ordinal)];
        Adaptive = new AdaptiveBank([.. items.Select(item => item.Parameters)], [.. areas.Select(area => AreaNames.IndexOf(area))]);
        ImmutableArray<Item> all = Form.Items;
        FixedForm = [.. instrument.Forms[BankFile.FixedForm].Items.Select(item => IndexOf(all, item.Id))];
    }

    /// <summary>The instrument with all tasks, from easy to hard by the parameters foretold.</summary>
    public Instrument Instrument { get; }

    /// <summary>Parameters by item of <see cref="Form"/>.</summary>
    public ImmutableArray<CalibratedItem> Items { get; }

    /// <summary>Content area by item of <see cref="Form"/>.</summary>
    public ImmutableArray<string> Areas { get; }

    /// <summary>The areas by name; of each a test has the same share.</summary>
    public ImmutableArray<string> AreaNames { get; }

    /// <summary>All tasks.</summary>
    public InstrumentForm Form => Instrument.Forms["full"];

    /// <summary>The fixed form: items of <see cref="Form"/>, from easy to hard, of each area as many.</summary>
    public ImmutableArray<int> FixedForm { get; }

    /// <summary>The items as an adaptive test takes them.</summary>
    public AdaptiveBank Adaptive { get; }

    /// <summary>Whether the parameters of any item are foretold and not calibrated.</summary>
    public bool IsPredicted => Items.Any(item => item.IsPredicted);

    /// <summary>Of all parameters, as exactly as they are: other ones choose other tasks and score otherwise.</summary>
    public string ParametersHash => Sha256Hex.OfFields(Items.Select(item => FormattableString.Invariant(
        $"{item.Item} {item.Parameters.Slope:R} {string.Join(',', item.Parameters.Thresholds.Select(at => at.ToString("R", CultureInfo.InvariantCulture)))} {item.Parameters.Guessing:R} {item.IsPredicted}")));

    /// <summary>Puts items and parameters together.</summary>
    /// <param name="instrument">The bank's instrument: one criterion scale of tasks with right answers, every item with the tag of its area.</param>
    /// <param name="parameters">Parameters of just its items, in any order; of two categories.</param>
    /// <exception cref="ArgumentException">An item has no parameters or no area, parameters are of no item, or have other categories.</exception>
    public static ItemBank Of(Instrument instrument, ImmutableArray<CalibratedItem> parameters)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        InstrumentForm form = instrument.Forms["full"];
        if (!instrument.Forms.ContainsKey(BankFile.FixedForm) || form.Key.Scales is not [{ Kind: ScaleKind.Criterion }])
        {
            throw new ArgumentException($"{instrument.Id} is no bank: a bank has one scale of tasks and the form {BankFile.FixedForm}.", nameof(instrument));
        }

        Dictionary<string, CalibratedItem> known = parameters.ToDictionary(item => item.Item, StringComparer.Ordinal);
        string[] without = [.. form.Items.Select(item => item.Id).Where(id => !known.Remove(id))];
        if (without.Length > 0 || known.Count > 0)
        {
            throw new ArgumentException(without.Length > 0
                ? $"{instrument.Id}: no parameters of {string.Join(", ", without)}."
                : $"{instrument.Id} has no item {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))} of the parameters.");
        }

        ImmutableArray<CalibratedItem> items = [.. form.Items.Select(item => parameters.First(one => one.Item == item.Id))];
        return items.FirstOrDefault(item => item.Parameters.Categories != 2) is { } graded
            ? throw new ArgumentException($"{graded.Item} has {graded.Parameters.Categories} categories; a task has two.")
            : new ItemBank(instrument, items, [.. form.Items.Select(item => AreaOf(instrument, item))]);
    }

    /// <summary>The same tasks with other parameters: those of a calibration, say.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Of"/>.</exception>
    public ItemBank With(ImmutableArray<CalibratedItem> parameters) => Of(Instrument, parameters);

    /// <summary>How an adaptive section over this bank goes: areas in equal shares, drawn from the best few.</summary>
    /// <param name="standardError">It ends when the error is this or less; 0: never.</param>
    /// <param name="most">It ends after this many tasks.</param>
    public AdaptiveRules Rules(double standardError, int most) =>
        new(standardError, most) { AreaShares = [.. AreaNames.Select(_ => 1.0)], BestOf = Math.Min(BestOf, Items.Length) };

    private static string AreaOf(Instrument instrument, Item item) =>
        item.Tags.FirstOrDefault(tag => tag.StartsWith(BankFile.AreaTag, StringComparison.Ordinal)) is { } tag
            ? tag[BankFile.AreaTag.Length..]
            : throw new ArgumentException($"{instrument.Id}: item {item.Id} has no area.");

    private static int IndexOf(ImmutableArray<Item> items, string id) => Enumerable.Range(0, items.Length).First(place => items[place].Id == id);
}

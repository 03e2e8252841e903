using System.Collections.Immutable;
using Diagnostics.Scoring.Linking;

namespace Diagnostics.Engine.Tables;

/// <summary>Two tables of item parameters brought to one scale by the items they have in common.</summary>
public sealed class LinkTable
{
    private readonly ImmutableArray<CalibratedItem> _from;
    private readonly ImmutableArray<(CalibratedItem From, CalibratedItem To)> _common;
    private readonly ImmutableArray<FormLink> _links;
    private readonly FormLink _chosen;

    /// <summary>Links by every method.</summary>
    /// <param name="from">The form that is moved.</param>
    /// <param name="to">The form that stays.</param>
    /// <param name="method">The method whose move is taken.</param>
    /// <exception cref="ArgumentException">There is no common item, one has other categories, or the method finds no move.</exception>
    public LinkTable(ImmutableArray<CalibratedItem> from, ImmutableArray<CalibratedItem> to, LinkMethod method)
    {
        _from = from;
        _common = [.. from.Join(to, item => item.Item, item => item.Item, (one, other) => (one, other), StringComparer.Ordinal)];
        if (_common.IsEmpty)
        {
            throw new ArgumentException("The two tables have no item in common.");
        }

        foreach ((CalibratedItem one, CalibratedItem other) in _common)
        {
            if (one.Parameters.Categories != other.Parameters.Categories)
            {
                throw new ArgumentException($"Item {one.Item} has {one.Parameters.Categories} categories in one table and {other.Parameters.Categories} in the other.");
            }
        }

        ImmutableArray<CommonItem> items = [.. _common.Select(pair => new CommonItem(pair.From.Parameters, pair.To.Parameters))];
        _links = [.. Enum.GetValues<LinkMethod>().Select(each => FormLink.Of(items, each))];
        _chosen = _links.Single(link => link.Method == method);
        if (!_chosen.Move.IsKnown)
        {
            throw new ArgumentException($"By {NameOf(method)} these {_common.Length} common items have no link; slopes must be above 0 and thresholds differ.");
        }
    }

    /// <summary>Number of common items.</summary>
    public int Common => _common.Length;

    /// <summary>The move that was taken.</summary>
    public FormLink Chosen => _chosen;

    /// <summary>Writes all items of the first form on the scale of the second; their errors stay behind, for those of the link would belong to them.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteMoved(TextWriter output, bool excel) =>
        ItemParametersCsv.Write([.. _from.Select(item => new CalibratedItem(item.Item, _chosen.Move.Of(item.Parameters)))], output, excel);

    /// <summary>Writes A and B by each method.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteLinks(TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(["method", "A", "B", "se_A", "se_B", "common"]);
        foreach (FormLink link in _links)
        {
            writer.Cell(NameOf(link.Method));
            writer.Cells([link.Move.Slope, link.Move.Intercept, link.SlopeError, link.InterceptError]);
            writer.Cell(_common.Length);
            writer.EndRow();
        }

        writer.Flush();
    }

    /// <summary>Writes how far each common item stays from itself.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteDrift(TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(["item", "a_moved", "a_to", "slope_ratio", "threshold_shift", "distance"]);
        for (int place = 0; place < _common.Length; place++)
        {
            ItemDrift drift = _chosen.Items[place];
            writer.Cell(_common[place].From.Item);
            writer.Cells(
            [
                _chosen.Move.Of(_common[place].From.Parameters).Slope, _common[place].To.Parameters.Slope, drift.SlopeRatio, drift.ThresholdShift, drift.Distance,
            ]);
            writer.EndRow();
        }

        writer.Flush();
    }

    private static string NameOf(LinkMethod method) => method switch
    {
        LinkMethod.MeanSigma => "mean-sigma",
        LinkMethod.MeanMean => "mean-mean",
        LinkMethod.StockingLord => "stocking-lord",
    };
}

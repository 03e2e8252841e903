using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// Reads the rows of a pair key: every option of a pair brings one point to its type. Scores of one row sum to a constant.
/// </summary>
internal sealed class PairKeyCsv(TableReader table, int[] places)
{
    private readonly List<string> _pairs = [];
    private readonly List<string> _types = [];
    private readonly List<List<(string Option, int Type)>> _options = [];

    public KeyedItems Read()
    {
        while (table.Read())
        {
            AddRow();
        }

        for (int pair = 0; pair < _pairs.Count; pair++)
        {
            if (_options[pair].Count < 2)
            {
                throw table.Fault(null, $"pair {_pairs[pair]} has one option only", TableFault.OneOption);
            }
        }

        MissingRule rule = new MissingRule.Tolerate(KeyCsv.BlankPairs);
        ScoringKey key = ScoringKey.Create(
            [.. _pairs],
            [.. _types.Select((type, index) => new IpsativeScale(type, ItemsOf(index), rule))]);
        return new KeyedItems(key, [.. _options.Select(options => ItemCodes.Names([.. options.Select(option => option.Option)]))]);
    }

    private void AddRow()
    {
        string number = KeyCsv.Whole(table, places[0], 1, 254).ToString(CultureInfo.InvariantCulture);
        int pair = KeyCsv.PlaceOf(_pairs, $"p{number}");
        if (pair == _options.Count)
        {
            _options.Add([]);
        }

        string option = KeyCsv.Text(table, places[1]);
        if (_options[pair].Any(known => known.Option == option))
        {
            throw table.Fault("option", $"pair {number} has option {option} already", TableFault.Repeated);
        }

        _options[pair].Add((option, KeyCsv.PlaceOf(_types, KeyCsv.Text(table, places[2]))));
    }

    private ImmutableArray<ItemKey> ItemsOf(int type) =>
    [
        .. Enumerable.Range(0, _pairs.Count)
            .Where(pair => _options[pair].Any(option => option.Type == type))
            .Select(pair => new ItemKey.Options(pair, [.. _options[pair].Select(option => option.Type == type ? (byte)1 : (byte)0)])),
    ];
}

using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>How the cells of one item read as answer codes: numbers, or the names of its options.</summary>
public sealed class ItemCodes
{
    private readonly bool[] _valid;
    private readonly ImmutableArray<string> _names;
    private readonly byte[]? _steps;

    private ItemCodes(bool[] valid, ImmutableArray<string> names, string described, byte[]? steps = null)
    {
        _valid = valid;
        _names = names;
        _steps = steps;
        Described = described;
    }

    /// <summary>The valid cells in words, e.g. "0..4" or "a, b".</summary>
    public string Described { get; }

    /// <summary>Names of the options by code; empty where answers are numbers.</summary>
    public ImmutableArray<string> Options => _names;

    /// <summary>
    /// Numbers that every scale of the key accepts; an item no scale asks for may hold anything and reads as 0: answered.
    /// </summary>
    public static ImmutableArray<ItemCodes> Numbers(ScoringKey key)
    {
        ILookup<int, ItemKey> uses = key.Scales.SelectMany(scale => scale.Items).ToLookup(item => item.Item);
        return [.. Enumerable.Range(0, key.Items.Length).Select(item => Number([.. uses[item]]))];
    }

    /// <summary>Names of options; the code is the position.</summary>
    public static ItemCodes Names(ImmutableArray<string> names) =>
        new([.. Enumerable.Range(0, ResponseMatrix.Missing).Select(code => code < names.Length)], names, string.Join(", ", names));

    /// <summary>The same cells read as what item parameters are of.</summary>
    /// <param name="steps">The step of each code, see <see cref="ItemSteps.Of"/>.</param>
    internal ItemCodes InSteps(byte[] steps) => new(_valid, _names, Described, steps);

    /// <summary>Reads a cell that is not empty.</summary>
    /// <returns>False when it is no valid answer.</returns>
    public bool TryRead(string cell, out byte code)
    {
        bool isValid = TryReadCode(cell, out code);
        code = isValid && _steps is not null ? _steps[code] : code;
        return isValid;
    }

    private bool TryReadCode(string cell, out byte code)
    {
        if (_valid.Length == 0)
        {
            code = 0;
            return !string.IsNullOrWhiteSpace(cell);
        }

        if (cell.Length == 1 && char.IsAsciiDigit(cell[0]) && _names.IsEmpty)
        {
            code = (byte)(cell[0] - '0');
        }
        else if (!TryReadSlowly(cell.Trim(), out code))
        {
            return false;
        }

        return code < _valid.Length && _valid[code];
    }

    private static ItemCodes Number(ImmutableArray<ItemKey> uses)
    {
        if (uses.IsEmpty)
        {
            return new ItemCodes([], [], "anything");
        }

        if (uses[0] is ItemKey.BestWorst set)
        {
            return BestWorst(set);
        }

        bool[] valid = [.. Enumerable.Range(0, ResponseMatrix.Missing).Select(code => uses.All(use => use.Accepts((byte)code)))];
        string described = string.Join(" and ", uses.Select(use => use.ValidCodes).Distinct());
        return new ItemCodes(valid, [], described);
    }

    private static ItemCodes BestWorst(ItemKey.BestWorst set)
    {
        byte[] codes = [.. Enumerable.Range(0, set.Size * set.Size).Select(code => (byte)code)];
        return new ItemCodes(
            [.. codes.Select(set.Accepts)],
            [.. codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"{code / set.Size}>{code % set.Size}"))],
            $"best>worst, positions 0..{set.Size - 1}, different");
    }

    private bool TryReadSlowly(string cell, out byte code)
    {
        if (_names.IsEmpty)
        {
            // Statistics programs write 3 as 3.0 once a column has blanks.
            string text = cell.Replace(',', '.');
            bool isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number);
            bool isCode = isNumber && number < ResponseMatrix.Missing && decimal.IsInteger(number);
            code = isCode ? (byte)number : ResponseMatrix.Missing;
            return isCode;
        }

        int position = _names.IndexOf(cell);
        code = position < 0 ? ResponseMatrix.Missing : (byte)position;
        return position >= 0;
    }
}

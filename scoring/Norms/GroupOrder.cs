using System.Globalization;

namespace Diagnostics.Scoring.Norms;

/// <summary>Groups of the same columns in the order people expect: grade 9 before grade 10.</summary>
internal sealed class GroupOrder : IComparer<NormGroup>
{
    private readonly bool[] _isNumber;

    /// <summary>Looks which columns hold whole numbers only.</summary>
    /// <param name="groups">All groups that will be compared.</param>
    public GroupOrder(IEnumerable<NormGroup> groups)
    {
        NormGroup[] all = [.. groups];
        _isNumber = [.. Enumerable.Range(0, all.Length == 0 ? 0 : all[0].Values.Length)
            .Select(column => all.All(group => TryNumber(group.Values[column], out _)))];
    }

    public int Compare(NormGroup? x, NormGroup? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        for (int column = 0; column < _isNumber.Length; column++)
        {
            int order = _isNumber[column] ? AsNumbers(x.Values[column], y.Values[column]) : 0;
            order = order != 0 ? order : string.CompareOrdinal(x.Values[column], y.Values[column]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int AsNumbers(string first, string second)
    {
        _ = TryNumber(first, out long low);
        _ = TryNumber(second, out long high);
        return low.CompareTo(high);
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

using System.Globalization;
using System.Text;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>One table on both sides of a copy: the columns both have, in one order.</summary>
internal sealed record TablePair(string Name, IReadOnlyList<StoreColumn> From, IReadOnlyList<StoreColumn> To)
{
    private const string Taught = "the copy has to be taught it";

    /// <summary>Every table of the target, parents first, with its columns in the source.</summary>
    /// <param name="own">Columns, as table.column, that one engine may have for itself.</param>
    /// <exception cref="InvalidOperationException">The two schemas differ otherwise, or hold what nobody knows how to copy.</exception>
    public static IReadOnlyList<TablePair> Match(IReadOnlyList<StoreTable> from, IReadOnlyList<StoreTable> to, IReadOnlyList<string> own)
    {
        var sources = from.ToDictionary(table => table.Name, StringComparer.Ordinal);
        if (from.Select(table => table.Name).Except(to.Select(table => table.Name), StringComparer.Ordinal).FirstOrDefault() is { } lost)
        {
            throw new InvalidOperationException($"Table {lost} is in the source only: {Taught}.");
        }

        return [.. to.Select(target => sources.TryGetValue(target.Name, out StoreTable? source)
            ? Match(source, target, own)
            : throw new InvalidOperationException($"Table {target.Name} is in the target only: {Taught}."))];
    }

    /// <summary>Proves that the target can hold the row as it is.</summary>
    /// <param name="number">Of the row as it was read, from 1.</param>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public void Require(object?[] row, long number)
    {
        for (int column = 0; column < row.Length; column++)
        {
            if (Against(row[column], To[column]) is { } reason)
            {
                throw Refusal(To[column], number, reason);
            }
        }
    }

    public InvalidOperationException Refusal(StoreColumn column, long number, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Table {Name}, column {column.Name}, row {number}: it holds {reason}."));

    private static TablePair Match(StoreTable source, StoreTable target, IReadOnlyList<string> own)
    {
        // Sorted: a hash is the same whichever way the rows go.
        string[] shared = [.. target.Columns.Select(column => column.Name).Intersect(source.Columns.Select(column => column.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (source.Columns.Concat(target.Columns).FirstOrDefault(column => !shared.Contains(column.Name) && !own.Contains($"{target.Name}.{column.Name}")) is { } lost)
        {
            throw new InvalidOperationException($"Table {target.Name}: column {lost.Name} is on one side only: {Taught}.");
        }

        TablePair pair = new(target.Name, Columns(source), Columns(target));
        foreach ((StoreColumn from, StoreColumn to) in pair.From.Zip(pair.To))
        {
            if (to.Kind is null || from.Kind != to.Kind)
            {
                throw new InvalidOperationException($"Table {target.Name}: column {to.Name} is {from.Type} on one side and {to.Type} on the other: {Taught}.");
            }
        }

        return pair;

        StoreColumn[] Columns(StoreTable table) => [.. shared.Select(name => table.Columns.Single(column => column.Name == name))];
    }

    private static string? Against(object? value, StoreColumn column) => (value, column.Kind) switch
    {
        (null, _) => null,
        (long number, ColumnKind.Whole) => column.Type is "int4" or "int" && number != (int)number ? "a number above 32 bits" : null,
        (string text, ColumnKind.Text) => Against(text, column.MostChars),
        _ => $"a value that is no {(column.Kind == ColumnKind.Text ? "text" : "whole number")}",
    };

    private static string? Against(string text, long? most)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return "the character U+0000, which not every SQL engine takes";
        }

        if (text.Length > most)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters, and the target takes {most}");
        }

        // Nearly all texts have no such half at all.
        return text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && HasLoneHalf(text) ? "half a character (an unpaired surrogate)" : null;
    }

    private static bool HasLoneHalf(string text)
    {
        ReadOnlySpan<char> left = text;
        while (left.Length > 0)
        {
            if (Rune.DecodeFromUtf16(left, out _, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return true;
            }

            left = left[consumed..];
        }

        return false;
    }
}

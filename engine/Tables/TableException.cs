using System.Globalization;

namespace Diagnostics.Engine.Tables;

/// <summary>A table cannot be used as it is: says in which file, line and column, and why.</summary>
public sealed class TableException : Exception
{
    public TableException(string file, long line, string? column, string reason, Exception? cause = null)
        : base(Describe(file, line, column, reason), cause)
    {
        File = file;
        Line = line;
        Column = column;
        Reason = reason;
    }

    /// <summary>Path of the file as it was given.</summary>
    public string File { get; }

    /// <summary>Line of the file from 1; 0 when the reason is not about one line.</summary>
    public long Line { get; }

    /// <summary>Name of the column in the header, or null when the reason is not about one column.</summary>
    public string? Column { get; }

    public string Reason { get; }

    /// <summary>The reason as a kind, for who says it in another language.</summary>
    public TableFault Kind { get; init; }

    private static string Describe(string file, long line, string? column, string reason)
    {
        string where = line > 0 ? string.Create(CultureInfo.InvariantCulture, $", line {line}") : "";
        return column is null ? $"{file}{where}: {reason}" : $"{file}{where}, column {column}: {reason}";
    }
}

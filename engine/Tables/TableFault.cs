namespace Diagnostics.Engine.Tables;

/// <summary>Why a table cannot be used, as a kind.</summary>
public enum TableFault
{
    /// <summary>Of no other kind: the table as such cannot be read.</summary>
    Unreadable,

    /// <summary>A column that must be there is not.</summary>
    NoColumn,

    /// <summary>There are no rows.</summary>
    NoRows,

    /// <summary>A row has not as many cells as the header.</summary>
    CellCount,

    /// <summary>A cell that must say something is empty.</summary>
    Empty,

    /// <summary>A cell holds no whole number of its range.</summary>
    NotWhole,

    /// <summary>It was said already.</summary>
    Repeated,

    /// <summary>More than there may be.</summary>
    TooMany,

    /// <summary>A pair of which only one option is named.</summary>
    OneOption,

    /// <summary>A word that is longer than a label: it may be a text.</summary>
    TooLong,

    /// <summary>No answer fits all scales an item is in.</summary>
    NoAnswer,
}

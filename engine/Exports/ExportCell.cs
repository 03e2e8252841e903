namespace Diagnostics.Engine.Exports;

/// <summary>A text, a number, or nothing.</summary>
internal readonly record struct ExportCell
{
    private readonly double _number;
    private readonly bool _isNumber;

    private ExportCell(string? text, double number, bool isNumber) => (Text, _number, _isNumber) = (text, number, isNumber);

    /// <summary>Null for a number or nothing.</summary>
    public string? Text { get; }

    /// <summary>Null for a text or nothing.</summary>
    public double? Number => _isNumber ? _number : null;

    public bool IsEmpty => Text is null && !_isNumber;

    public static ExportCell Of(string? text) => new(text, 0, false);

    public static ExportCell Of(double? number) => number is { } known && double.IsFinite(known) ? new(null, known, true) : default;
}

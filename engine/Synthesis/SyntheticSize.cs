namespace Diagnostics.Engine.Synthesis;

/// <summary>How large an invented region is. The same seed plants and answers the same.</summary>
public sealed record SyntheticSize(int Municipalities, int Schools, int Classes, int Students, int Seed)
{
    private const int MostInClass = 40;
    internal const int MostClassesInSchool = 60;

    /// <summary>A region as the product is made for.</summary>
    public static SyntheticSize Whole { get; } = new(50, 700, 8_000, 200_000, 2026);

    /// <summary>What cannot be made, or null.</summary>
    public string? Fault => this switch
    {
        { Municipalities: < 1 or > 500 } => "A region has 1..500 municipalities.",
        { Schools: < 1 or > 5_000 } => "A region has 1..5000 schools.",
        _ when Schools < Municipalities => "Every municipality has a school.",
        _ when Classes < Schools => "Every school has a class.",
        _ when Classes > Schools * MostClassesInSchool / 2 => $"Schools have at most {MostClassesInSchool / 2} classes on average.",
        _ when Students < Classes => "Every class has a student.",
        _ when Students > Classes * (MostInClass - 8) => $"Classes have {MostInClass - 8} students at most on average.",
        _ => null,
    };
}

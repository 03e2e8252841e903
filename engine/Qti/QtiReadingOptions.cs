namespace Diagnostics.Engine.Qti;

/// <summary>How a package is read.</summary>
public sealed record QtiReadingOptions
{
    /// <summary>The identifier the instrument gets; without it that of the package, as far as it can be one.</summary>
    public string? Id { get; init; }

    /// <summary>Whether items whose pictures cannot be held are taken without them; otherwise they are left out.</summary>
    public bool WithoutPictures { get; init; }
}

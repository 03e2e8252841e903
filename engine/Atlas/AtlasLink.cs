namespace Diagnostics.Engine.Atlas;

/// <summary>An address made from a code, so that another portal opens on the same profession or direction.</summary>
/// <param name="Id">Identifier inside the atlas.</param>
/// <param name="Title">What opens there.</param>
/// <param name="By">Which code goes into the template: "soc", "okz", "direction" or "profession".</param>
/// <param name="Template">https address with the place {code}.</param>
public sealed record AtlasLink(string Id, string Title, string By, string Template)
{
    /// <summary>Where the code goes in a template.</summary>
    public const string Place = "{code}";

    /// <summary>The address for a profession, or null where it has no code of this kind.</summary>
    public string? AddressOf(Profession one) => Filled(By switch { "soc" => one.Soc, "okz" => one.Okz, "profession" => one.Code, _ => null });

    /// <summary>The address for a study direction, or null where the link is not made from its code.</summary>
    public string? AddressOf(Direction one) => Filled(By == "direction" ? one.Code : null);

    private string? Filled(string? code) => code is null ? null : Template.Replace(Place, code, StringComparison.Ordinal);
}

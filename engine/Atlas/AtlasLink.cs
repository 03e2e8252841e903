namespace Diagnostics.Engine.Atlas;

/// <summary>An address made from a code, so that another portal opens on the same profession or direction.</summary>
/// <param name="Id">Identifier inside the atlas.</param>
/// <param name="Title">What opens there.</param>
/// <param name="By">Which code goes into the template: "soc", "okz", "direction" or "profession".</param>
/// <param name="Template">https address with the place {code}.</param>
public sealed record AtlasLink(string Id, string Title, string By, string Template);

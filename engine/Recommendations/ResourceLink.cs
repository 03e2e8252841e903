namespace Diagnostics.Engine.Recommendations;

/// <summary>A link the region offers beside results. Which profession it was opened from is no part of it.</summary>
/// <param name="Id">"place-" or "link-" with its identifier in the overlay.</param>
/// <param name="Host">Where it leads.</param>
public sealed record ResourceLink(string Id, string Title, string Host)
{
    /// <summary>Of a place with a site of its own.</summary>
    internal const string OfPlace = "place-";

    /// <summary>Of a template of addresses.</summary>
    internal const string OfTemplate = "link-";

    /// <summary>So much the store takes.</summary>
    internal const int LongestId = 200;
}

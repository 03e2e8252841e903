namespace Diagnostics.Web.Access;

/// <summary>Marks a page of our own that stands in a frame of another page of our own, and nowhere else.</summary>
internal sealed record OwnFrame;

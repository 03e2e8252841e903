namespace Diagnostics.Web.Access;

/// <summary>Marks a page that shows another page of our own in a frame.</summary>
internal sealed record HoldsFrame;

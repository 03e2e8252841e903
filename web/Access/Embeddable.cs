namespace Diagnostics.Web.Access;

/// <summary>Says of a door that its page may stand in a frame on any site: it knows nobody, takes nothing and runs no script. A test holds that no other door says so.</summary>
internal sealed record Embeddable;

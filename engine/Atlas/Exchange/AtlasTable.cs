namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>Which list of an atlas stands in a table.</summary>
public enum AtlasTable
{
    Professions,
    Directions,
}

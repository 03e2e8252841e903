namespace Diagnostics.Engine.Roster;

/// <summary>What a column seems to say of persons.</summary>
public enum PersonalKind
{
    Name,
    BirthDate,
    Insurance,
    Document,
    Phone,
    Mail,
    Address,
    Diagnosis,
}

/// <summary>A column that may not come to the server.</summary>
/// <param name="Heading">Empty for cells of rows that have not as many as the headings.</param>
/// <param name="ByHeading">Its heading says so; otherwise what stands in it.</param>
public sealed record PersonalColumn(string Heading, PersonalKind Kind, bool ByHeading);

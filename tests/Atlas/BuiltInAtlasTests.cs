using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Tables;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Atlas;

public sealed class BuiltInAtlasTests
{
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;

    [Fact]
    public void The_atlas_is_wide_enough_and_many_professions_have_a_college_way()
    {
        Assert.Equal(("russia", 2026), (Atlas.Id, Atlas.Year));
        Assert.True(Atlas.Professions.Length >= 300);
        Assert.True(Atlas.Directions.Length >= 150);
        Assert.Equal(19, Atlas.Sectors.Length);
        Assert.Equal(Atlas.Sectors.Select(sector => sector.Id).Order(), Atlas.Professions.Select(one => one.Sector).Distinct().Order());
        HashSet<string> college = [.. Atlas.Directions.Where(direction => direction.IsCollege).Select(direction => direction.Code)];
        Assert.True(Atlas.Professions.Count(one => one.Ways.Any(college.Contains)) >= 0.4 * Atlas.Professions.Length);
    }

    [Fact]
    public void Every_mention_is_of_something_that_stands_in_the_atlas()
    {
        HashSet<string> professions = [.. Atlas.Professions.Select(one => one.Code)];
        HashSet<string> directions = [.. Atlas.Directions.Select(direction => direction.Code)];
        HashSet<string> sources = [.. Atlas.Sources.Select(source => source.Id)];
        Assert.Subset(professions, Atlas.Professions.SelectMany(one => one.Related).ToHashSet());
        Assert.Equal(directions.Order(), Atlas.Professions.SelectMany(one => one.Ways).Distinct().Order());
        Assert.Subset(
            sources,
            Atlas.Professions.SelectMany(one => one.Sources)
                .Concat(Atlas.Directions.SelectMany(direction => direction.Sources)).ToHashSet());
    }

    [Fact]
    public void Every_interest_figure_names_its_source() =>
        Assert.All(Atlas.Professions, one => Assert.Contains("onet", one.Sources));

    [Fact]
    public void Only_a_source_of_these_years_makes_a_direction_verified()
    {
        HashSet<string> confirming = [.. Atlas.Sources.Where(source => source.Confirms).Select(source => source.Id)];
        Assert.Contains(Atlas.Directions, direction => direction.Verified);
        Assert.Contains(Atlas.Directions, direction => !direction.Verified);
        Assert.All(
            Atlas.Directions.Where(direction => direction.Verified),
            direction => Assert.True(direction.Sources.Any(confirming.Contains), direction.Code));
    }

    [ReferenceFact]
    public void Interest_values_are_those_of_the_reference_file_exactly()
    {
        Dictionary<string, string[]> rows = File.ReadLines(ReferenceTable.OutsidePath("onet_interests_923.csv")).Skip(1)
            .Select(line => line.Split(',')).ToDictionary(cells => cells[0]);
        Assert.All(Atlas.Professions, one => Assert.Equal(
            rows[one.Soc][1..7].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)), one.Interests));
    }

    [ReferenceFact]
    public void Every_direction_stands_under_this_title_in_a_list_of_codes()
    {
        HashSet<(string, string)> listed = [];
        foreach (string file in new[] { "spo.csv", "spo_current_partial.csv", "vo.csv" })
        {
            using TableReader table = TableReader.Open(ReferenceTable.OutsidePath(Path.Combine("codes", file)));
            while (table.Read())
            {
                listed.Add((table[table.IndexOf("code")].Trim(), table[table.IndexOf("name")].Trim()));
            }
        }

        Assert.All(Atlas.Directions, direction => Assert.Contains((direction.Code, direction.Title), listed));
    }
}

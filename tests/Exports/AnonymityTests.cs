using Diagnostics.Engine.Exports;

namespace Diagnostics.Tests.Exports;

/// <summary>k-anonymity of rows, on invented persons of every mixture.</summary>
public sealed class AnonymityTests
{
    private static readonly TraitDetail Everything = new(Grade: true, Sex: true, Settlement: true, PlaceDetail.School);

    [Theory]
    [InlineData(5, 0.0)]
    [InlineData(5, 0.05)]
    [InlineData(12, 0.3)]
    [InlineData(40, 1.0)]
    public void No_group_that_is_told_is_smaller_than_asked(int least, double mostLeftOut)
    {
        for (int seed = 1; seed <= 25; seed++)
        {
            ExportPerson[] persons = Invented(seed, 50 + (40 * seed));
            AnonymousRows rows = Anonymity.Of(persons, Everything, least, mostLeftOut);
            int[] groups = [.. rows.Persons.CountBy(person => person.Traits).Select(group => group.Value)];
            Assert.All(groups, group => Assert.True(group >= least));
            Assert.Equal((groups.Length, groups.DefaultIfEmpty(0).Min(), persons.Length), (rows.Groups, rows.Smallest, rows.Persons.Length + rows.LeftOut));
            Assert.All(rows.Persons.Where(person => person.Traits.Standing == RowStanding.Other).CountBy(person => person.Traits), group => Assert.True(group.Value >= 10));
            Assert.All(rows.Persons, person => Assert.Equal(person.Traits, rows.Detail.Of(person.Traits)));
            Assert.Subset(persons.Select(person => person.SessionId).ToHashSet(), rows.Persons.Select(person => person.SessionId).ToHashSet());
            Assert.True(rows.Detail == Everything.Told || rows.Detail.Place == PlaceDetail.None);
            Assert.True(rows.LeftOut <= mostLeftOut * persons.Length || rows.Detail.Place == PlaceDetail.None);
        }
    }

    [Fact]
    public void Places_are_told_less_exactly_in_their_order_and_no_further_than_needed()
    {
        // Each school has three of a settlement, each municipality six of both.
        ExportPerson[] persons = [.. Enumerable.Range(0, 60).Select(number => Person(number, $"Округ {number / 6}", $"school-{number / 3}", number / 3 % 2 == 0 ? "city" : "village"))];
        TraitDetail towns = Everything with { Place = PlaceDetail.Municipality };
        AnonymousRows rows = Anonymity.Of(persons, towns, 5, 0.02);
        Assert.Equal(towns with { Settlement = false }, rows.Detail);
        Assert.Equal((60, 10, 6, 0), (rows.Persons.Length, rows.Groups, rows.Smallest, rows.LeftOut));
        Assert.Equal(towns, Anonymity.Of(persons, towns, 5, 1).Detail);
        Assert.Empty(Anonymity.Of(persons, towns, 5, 1).Persons);

        // No school has rows enough for a number, so nobody has one; the municipality was not asked for.
        AnonymousRows none = Anonymity.Of(persons, Everything, 5, 1);
        Assert.Equal((Everything with { Place = PlaceDetail.None }, 60, 2), (none.Detail, none.Persons.Length, none.Groups));
    }

    [Fact]
    public void A_school_is_a_number_alone_and_has_one_from_thirty_rows_on()
    {
        // A municipality of one school; two small ones that are told as one.
        ExportPerson[] persons = [.. Enumerable.Range(0, 90).Select(number => number switch
        {
            < 40 => Person(number, "Один", "large", "city"),
            < 69 => Person(number, "Два", "small", "village"),
            _ => Person(number, "Два", "smaller", "village"),
        })];
        AnonymousRows rows = Anonymity.Of(persons, Everything, 5, 0.02);
        Assert.Equal((Everything with { Settlement = false }, 90, 2), (rows.Detail, rows.Persons.Length, rows.Groups));
        Assert.Equal([40, 50], rows.Persons.CountBy(person => person.Traits.SchoolId ?? "none").Select(school => school.Value).Order());
        Assert.All(rows.Persons, person => Assert.Equal((null, null), (person.Traits.Municipality, person.Traits.Settlement)));

        // One small school alone would be known by having no number.
        AnonymousRows alone = Anonymity.Of(persons[..69], Everything, 5, 1);
        Assert.Equal((PlaceDetail.School, 40, 29), (alone.Detail.Place, alone.Persons.Length, alone.LeftOut));
        Assert.Equal(PlaceDetail.None, Anonymity.Of(persons[..69], Everything, 5, 0.02).Detail.Place);

        // Of 32 rows three are too few alike: 29 are no school any more.
        ExportPerson[] thinned = [.. persons[..32].Select((person, at) => person with { Traits = person.Traits with { Grade = at < 3 ? 11 : 9 } }), .. persons[40..]];
        AnonymousRows left = Anonymity.Of(thinned, Everything, 5, 1);
        Assert.Equal(PlaceDetail.None, left.Detail.Place);
    }

    [Fact]
    public void Every_school_with_a_number_and_those_without_together_have_thirty_rows_of_people_and_thirty_of_none()
    {
        int told = 0;
        for (int seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            ExportPerson[] persons = [.. Enumerable.Range(0, 300).Select(number => Person(number, "Округ", $"school-{(int)Math.Sqrt(random.Next(64))}", "city"))
                .Select(person => person with { Traits = person.Traits with { Grade = 8 + random.Next(3), IsSimulated = random.Next(4) == 0 } })];
            AnonymousRows rows = Anonymity.Of(persons, Everything, 5, 1);
            Assert.Equal(PlaceDetail.School, rows.Detail.Place);
            Assert.All(rows.Persons.CountBy(person => (person.Traits.SchoolId, person.Traits.IsSimulated)), school => Assert.True(school.Value >= 30));
            told += rows.Persons.Count(person => person.Traits.SchoolId is null);
        }

        Assert.NotEqual(0, told);
    }

    [Fact]
    public void Rows_of_special_conditions_need_ten_and_simulated_ones_stand_apart()
    {
        ExportPerson[] nine = [.. Enumerable.Range(0, 9).Select(number => Person(number, "Округ", "school", "city")).Select(person => person with { Traits = person.Traits with { Standing = RowStanding.Other } })];
        Assert.Empty(Anonymity.Of(nine, Everything, 5, 0).Persons);
        Assert.Equal(9, Anonymity.Of([.. nine.Select(person => person with { Traits = person.Traits with { Standing = RowStanding.InDoubt } })], Everything, 5, 0).Persons.Length);
        ExportPerson[] mixed = [.. Enumerable.Range(0, 9).Select(number => Person(number, "Округ", "school", "city")).Select((person, at) => person with { Traits = person.Traits with { IsSimulated = at < 3 } })];
        Assert.Equal(6, Anonymity.Of(mixed, Everything, 5, 1).Persons.Length);
    }

    private static ExportPerson[] Invented(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(number =>
            {
                int school = random.Next(1 + (count / 20));
                return new ExportPerson($"s{number}", new PersonTraits(
                    random.Next(5) == 0, (RowStanding)random.Next(3), random.Next(2) == 0 ? "lesson 1" : "lesson 2", 8 + random.Next(4), random.Next(3) switch { 0 => "female", 1 => "male", _ => null },
                    school % 2 == 0 ? "city" : "village", $"Округ {school % 4}", $"school-{school}"));
            }),
        ];
    }

    private static ExportPerson Person(int number, string municipality, string school, string settlement) =>
        new($"s{number}", new PersonTraits(false, RowStanding.Counts, "lesson 1", 9, "female", settlement, municipality, school));
}

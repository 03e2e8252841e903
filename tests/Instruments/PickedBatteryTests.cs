using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments;

public sealed class PickedBatteryTests
{
    private static readonly ContentShelf Shelf = ContentShelf.LoadBuiltIn();
    private static readonly ChosenInstrument Interests = new("riasec", "short48", "1.1.0", null);
    private static readonly ChosenInstrument Values = new("work-values-7", "full", "1.0.0", null);
    private static readonly ChosenInstrument Words = new("aptitude-verbal", "a", "1.1.0", 300);

    private static BatteryLibrary Batteries => Shelf.Batteries;

    [Fact]
    public void Every_order_of_choosing_is_one_battery_whose_id_says_what_it_is_made_of()
    {
        Battery one = Batteries.Pick(9, [Words, Values, Interests])!;
        Assert.Equal("pick/9/riasec:short48@1.1.0+work-values-7:full@1.0.0+aptitude-verbal:a@1.1.0~300", one.Id);
        Assert.Same(one, Batteries.Pick(9, [Interests, Words, Values]));
        Assert.Equal([0, 48, 48 + one.Steps[1].Form.Items.Length], one.Steps.Select(step => step.FirstItem));
        Assert.Equal([null, null, 300], one.Steps.Select(step => step.Seconds));
        Assert.Equal((4, 3, 5), (one.Steps[0].Minutes, one.Steps[1].Minutes, one.Steps[2].Minutes));
        Assert.Equal(9, Assert.Single(one.Grades));
        Assert.Equal((BatteryVariant.Standard, 1), (one.Variant, one.Sittings));
    }

    [Fact]
    public void Whoever_reads_the_id_composes_the_same_package_byte_for_byte()
    {
        Battery made = Batteries.Pick(9, [Interests, Words])!;
        BatteryPackage package = Batteries.PackageOf(made);
        BatteryLibrary other = ContentShelf.LoadBuiltIn().Batteries;
        Assert.Null(other.FindPackage(package.Hash));
        BatteryPackage again = other.PackageOf(other.Get(made.Id, made.Version));
        Assert.Equal((package.Hash, true), (again.Hash, package.Json.Span.SequenceEqual(again.Json.Span)));
        Assert.Equal(package.Hash, other.FindPackage(package.Hash)!.Hash);
    }

    /// <summary>Nothing of the library's own lists changes by it: what a class of a grade is given is decided elsewhere.</summary>
    [Fact]
    public void What_is_picked_is_in_no_list()
    {
        Battery made = Batteries.Pick(9, [Values])!;
        Assert.DoesNotContain(made, Batteries.All);
        Assert.Null(Batteries.Named(made.Id, 9));
    }

    [Theory]
    [InlineData("pick/9/")]
    [InlineData("pick/9")]
    [InlineData("pick/12/riasec:short48@1.1.0")]
    [InlineData("pick/0/riasec:short48@1.1.0")]
    [InlineData("pick/ 9/riasec:short48@1.1.0")]
    [InlineData("pick/09/riasec:short48@1.1.0")]
    [InlineData("pick/9/riasec:short48")]
    [InlineData("pick/9/riasec:short48@1.1.0~29")]
    [InlineData("pick/9/riasec:short48@1.1.0~3601")]
    [InlineData("pick/9/riasec:none@1.1.0")]
    [InlineData("pick/9/riasec:short48@9.9.9")]
    [InlineData("pick/9/nothing:full@1.0.0")]
    [InlineData("pick/9/riasec:short48@1.1.0+riasec:full@1.1.0")]
    [InlineData("pick/9/work-values-7:full@1.0.0+riasec:short48@1.1.0")]
    [InlineData("pick/9/riasec:short48@1.1.0/x")]
    [InlineData("pick/9/../riasec:short48@1.1.0")]
    public void An_id_that_is_malformed_or_not_in_its_one_order_is_unknown(string id)
    {
        Assert.Null(Batteries.Find(id, "1.0.0"));
        Assert.Throws<KeyNotFoundException>(() => Batteries.Get(id, "1.0.0"));
    }

    [Fact]
    public void Other_rules_of_composing_are_another_version() => Assert.Null(Batteries.Find("pick/9/riasec:short48@1.1.0", "1.0.1"));

    [Fact]
    public void None_and_more_than_eight_are_no_battery()
    {
        Assert.Null(Batteries.Pick(9, []));
        Assert.Null(Batteries.Pick(9, Enumerable.Repeat(Interests, 2)));
        ChosenInstrument[] nine = [.. Shelf.Instruments.All.DistinctBy(one => one.Id).Take(9).Select(one => new ChosenInstrument(one.Id, "full", one.Version, null))];
        Assert.NotNull(Batteries.Pick(9, nine[..8]));
        Assert.Null(Batteries.Pick(9, nine));
    }

    [Fact]
    public void A_grade_is_offered_what_its_batteries_give_with_the_limit_they_set()
    {
        BatteryStep[] eight = [.. Batteries.Offered(8)];
        Assert.Equal(("riasec", "short48"), (eight[0].Instrument.Id, eight[0].Form.Id));
        Assert.Equal(eight.Length, eight.DistinctBy(step => (step.Instrument.Id, step.Form.Id)).Count());
        Assert.Contains(eight, step => step is { Instrument.Id: "aptitude-verbal", Seconds: 300 });
        Assert.Contains(eight, step => step is { Instrument.Id: "aptitude-verbal-untimed", Seconds: null });
        Assert.DoesNotContain(eight, step => step.Instrument.Id == "work-values" || step.Instrument.Result == ResultPart.None);
        Assert.All(eight, step => Assert.Equal(Shelf.Instruments.Newest(step.Instrument.Id)!.Version, step.Instrument.Version));
        Assert.Contains(Batteries.Offered(10), step => step is { Instrument.Id: "aptitude-verbal", Form.Id: "a6", Seconds: 222 });
        Assert.All(eight, step => Assert.NotNull(Batteries.Pick(8, [new ChosenInstrument(step.Instrument.Id, step.Form.Id, step.Instrument.Version, step.Seconds)])));
        Assert.Empty(Batteries.Offered(1));
    }
}

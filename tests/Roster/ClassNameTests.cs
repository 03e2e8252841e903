using Diagnostics.Engine.Roster;

namespace Diagnostics.Tests.Roster;

public sealed class ClassNameTests
{
    [Theory]
    [InlineData("9А", "9А")]
    [InlineData("9-А", "9А")]
    [InlineData("9 а", "9А")]
    [InlineData(" 9  а ", "9А")]
    [InlineData("9А класс", "9А")]
    [InlineData("9 класс А", "9А")]
    [InlineData("9 кл. А", "9А")]
    [InlineData("класс 9А", "9А")]
    [InlineData("9 \"А\"", "9А")]
    [InlineData("9«А»", "9А")]
    [InlineData("9 «А» класс", "9А")]
    [InlineData("9/А", "9А")]
    [InlineData("9.А", "9А")]
    [InlineData("9_А", "9А")]
    [InlineData("9 – А", "9А")]
    [InlineData("9—А", "9А")]
    [InlineData("09А", "9А")]
    [InlineData("9-й А", "9А")]
    [InlineData("9-й \"А\" класс", "9А")]
    [InlineData("9A", "9А")]
    [InlineData("9b", "9В")]
    [InlineData("10Ё", "10Ё")]
    [InlineData("9Й", "9Й")]
    [InlineData("IX А", "9А")]
    [InlineData("IX-А", "9А")]
    [InlineData("IXА", "9А")]
    [InlineData("XI Б", "11Б")]
    [InlineData("ХI Б", "11Б")]
    [InlineData("VIII В класс", "8В")]
    [InlineData("X", "10")]
    [InlineData("9", "9")]
    [InlineData("9 класс", "9")]
    [InlineData("9-й класс", "9")]
    [InlineData("9-й", "9")]
    [InlineData("11", "11")]
    [InlineData("9-1", "9-1")]
    [InlineData("9/2", "9-2")]
    [InlineData("9А1", "9А1")]
    [InlineData("9А-1", "9А1")]
    [InlineData("9 А (углублённый)", "9А")]
    [InlineData("10 физмат", "10 физмат")]
    [InlineData("10 ФизМат", "10 ФизМат")]
    [InlineData("10-химбио", "10 химбио")]
    [InlineData("10 IT", "10 IT")]
    [InlineData("10 (соцгум)", "10 соцгум")]
    public void A_class_is_read_in_every_spelling(string written, string name) => Assert.Equal(name, ClassName.Read(written)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("А")]
    [InlineData("12А")]
    [InlineData("0А")]
    [InlineData("91")]
    [InlineData("999")]
    [InlineData("1990-05-01")]
    [InlineData("класс")]
    [InlineData("9 Очень длинное название класса")]
    [InlineData("9=CMD")]
    [InlineData("XIII А")]
    public void What_names_no_class_is_none(string written) => Assert.Null(ClassName.Read(written));

    [Theory]
    [InlineData("9", "А", "9А")]
    [InlineData("9 класс", "«б»", "9Б")]
    [InlineData("X", "A", "10А")]
    [InlineData("8", "", "8")]
    public void Grade_and_letter_may_stand_apart(string grade, string letter, string name) => Assert.Equal(name, ClassName.Read(grade, letter)?.ToString());

    [Fact]
    public void Two_spellings_of_one_class_are_one()
    {
        Assert.Equal(ClassName.Read("10 физмат")!.Key, ClassName.Read("10 ФИЗМАТ")!.Key);
        Assert.Equal(ClassName.Read("9Ё")!.Key, ClassName.Read("9Е")!.Key);
        Assert.NotEqual(ClassName.Read("9-1")!.Key, ClassName.Read("9А1")!.Key);
    }

    /// <summary>What the store keeps of a class is read as the same class again.</summary>
    [Theory]
    [InlineData("9А")]
    [InlineData("9-1")]
    [InlineData("10 физмат")]
    [InlineData("9А1")]
    [InlineData("9")]
    public void A_name_that_is_written_is_read_again(string name)
    {
        ClassName read = ClassName.Read(name)!;
        Assert.Equal(name, new ClassName(read.Grade, read.Letter).ToString());
        Assert.Equal(read.Key, ClassName.Read(read.ToString())!.Key);
    }
}

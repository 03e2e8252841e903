using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Tests.Instruments.Words;

/// <summary>The catalogue and the code say the same things: every template the compiled product holds has its Russian, and none is left over.</summary>
public sealed partial class FaultWordsTests
{
    /// <summary>Templates that are nothing but a value.</summary>
    private static readonly string[] NoWords = ["{0}"];

    [Fact]
    public void Every_template_of_the_product_has_a_Russian_sentence_and_every_sentence_a_template()
    {
        (ImmutableSortedSet<string> templates, _) = WordingCalls.All();
        Assert.True(templates.Count > 150, $"Only {templates.Count} templates were found.");
        Assert.Empty(templates.Except(RussianWords.BuiltIn.Templates));
        Assert.Empty(RussianWords.BuiltIn.Templates.Except(templates));
    }

    /// <summary>What is written inside a value is no template: it would stay English.</summary>
    [Fact]
    public void No_word_stands_among_the_values_of_a_sentence() => Assert.Equal(["events", "people"], WordingCalls.All().Untranslated);

    [Fact]
    public void Each_sentence_is_Russian_and_uses_places_its_template_has()
    {
        Assert.All(RussianWords.BuiltIn.Templates, template =>
        {
            string sentence = RussianWords.BuiltIn.Sentence(template)!;
            Assert.True(NoWords.Contains(template) || Cyrillic().IsMatch(sentence), sentence);
            string[] given = [.. RussianPhrase.NamesIn(template).Where(name => char.IsAsciiDigit(name[0])).Distinct()];
            Assert.Empty(RussianPhrase.NamesIn(sentence).Except(given));

            // The shape's English name says nothing in Russian; the code of an address is told in words.
            string[] left = [.. given.Except(RussianPhrase.NamesIn(sentence))];
            Assert.Equal(template == "Unknown property; {0} has {1}." ? ["0"] : [], left);
            Assert.All(Forms().Matches(sentence), match => Assert.Equal(3, match.Groups[1].Value.Split('|').Length));
            Assert.Equal(template.EndsWith('.'), sentence.EndsWith('.'));
            Assert.DoesNotContain("  ", sentence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Each_rule_of_the_table_has_advice_and_the_rules_about_files_too()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "engine", "Instruments", "README.md"))
            .Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
        Assert.Equal(20, rows.Length);
        string[] ofFiles = ["fault", "accepted", "readings-scale", "lesson-time", "section-time", "draft-id", "draft-version", "draft-status"];
        Assert.Equal(rows.Concat(ofFiles).Order(), RussianWords.BuiltIn.Rules.Order());
        Assert.All(RussianWords.BuiltIn.Rules, rule => Assert.Matches(@"^\p{IsCyrillic}[^{}A-Za-z]+\.$", RussianWords.BuiltIn.Advice(rule)!));
        Assert.Null(RussianWords.BuiltIn.Advice("no-such-rule"));
    }

    [Fact]
    public void Words_inside_a_sentence_are_told_in_its_language()
    {
        Wording words = new($"Expected {(FormattableString)$"an object"}, found {(FormattableString)$"null"}.");
        Assert.Equal("Expected {0}, found {1}.", words.Template);
        Assert.Equal("Expected an object, found null.", words.English);
        Assert.Equal("Нужно: объект в фигурных скобках, а стоит пустое значение (null).", words.Russian());
    }

    [Fact]
    public void A_list_of_words_is_told_in_its_language()
    {
        FormattableString[] scales = [$"{"R"} {1} (at most {21})", $"{"I"} {5} (at most {2})"];
        Wording words = new($"Scales of form {"full"} differ in items or points: {scales}.");
        Assert.Equal("Scales of form full differ in items or points: R 1 (at most 21), I 5 (at most 2).", words.English);
        Assert.Equal(
            "Форма full: у шкал разное число заданий или баллов: R – 1 задание (баллов не больше 21), I – 5 заданий (баллов не больше 2).",
            words.Russian());
    }

    [Theory]
    [InlineData(1, "Форма f: подряд стоит 1 задание шкалы s.")]
    [InlineData(3, "Форма f: подряд стоят 3 задания шкалы s.")]
    [InlineData(11, "Форма f: подряд стоят 11 заданий шкалы s.")]
    public void Nouns_take_the_form_of_their_number_and_values_stand_in_Russian_order(int run, string told) =>
        Assert.Equal(told, new Wording($"{run} items of scale {"s"} stand in a row in form {"f"}.").Russian());

    [Theory]
    [InlineData(2.5, "В варианте 9 слов, а в остальных посередине 2,5.")]
    [InlineData(3, "В варианте 9 слов, а в остальных посередине 3.")]
    public void A_fraction_has_a_comma(double others, string told)
    {
        Wording words = new($"The option has {9} words, the others {others} in the middle.");
        Assert.Equal(told, words.Russian());
        Assert.DoesNotContain(',', words.English.Split("others")[1]);
    }

    [Fact]
    public void Numbers_of_a_format_keep_it_in_both_languages()
    {
        Wording words = new($"r = {0.654:0.00}, SEM = {double.NaN:0.00}");
        Assert.Equal("r = 0.65, SEM = NaN", words.English);
        Assert.Equal("r = 0,65, ошибка измерения не определена", words.Russian());
    }

    [Fact]
    public void Places_in_a_list_are_counted_from_zero_in_English_and_from_one_in_Russian()
    {
        Wording words = new($"Option {new Position(1)} of {"q07"} gives no points to any scale.");
        Assert.Equal("Option 1 of q07 gives no points to any scale.", words.English);
        Assert.Equal("Вариант 2 задания q07 не даёт баллов ни одной шкале.", words.Russian());
    }

    /// <summary>A value may look like a place of the Russian sentence, and a template may be unknown.</summary>
    [Fact]
    public void A_value_is_never_read_as_a_place_and_an_unknown_template_stays_English()
    {
        Assert.Equal("Нет верно записанного задания {1}{9:a|b|c}.", new Wording($"There is no valid item {"{1}{9:a|b|c}"}.").Russian());
        Assert.Equal("Nobody wrote 7 of this.", new Wording($"Nobody wrote {7} of this.").Russian());
    }

    [Fact]
    public void Wordings_are_equal_when_they_say_the_same()
    {
        Assert.Equal(new Wording($"Scale {"R"} has no key."), new Wording($"Scale {"R"} has no key."));
        Assert.NotEqual(new Wording($"Scale {"R"} has no key."), new Wording($"Scale {"I"} has no key."));
        Assert.Equal(
            new LintFinding(LintSeverity.Error, "fault", "$", $"Scale {"R"} has no key."),
            new LintFinding(LintSeverity.Error, "fault", "$", new Wording($"Scale {"R"} has no key.")));
    }

    [Fact]
    public void A_severity_is_a_word_of_either_language() => Assert.Equal(
        [("info", "замечание"), ("accepted", "принято"), ("warning", "предупреждение"), ("error", "ошибка")],
        Enum.GetValues<LintSeverity>().Select(severity => (severity.Called().English, severity.Called().Russian())));

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"\{\d+:([^}]*\|[^}]*)\}")]
    private static partial Regex Forms();

    [GeneratedRegex("^[|] ([a-z]+(?:-[a-z]+)+) [|] (?:error|warning|info)")]
    private static partial Regex Row();
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Tests.Instruments;

/// <summary>What the linter says about wording: negation, gender, reading load.</summary>
public sealed class LinterWordingTests
{
    [Theory]
    [InlineData("Нельзя не заметить ошибку")]
    [InlineData("Не люблю работать без плана")]
    [InlineData("Мне не нравится не спать")]
    [InlineData("Без друзей ничего нет")]
    public void Two_negations_in_a_clause_are_a_warning(string text)
    {
        Assert.Contains(
            (LintSeverity.Warning, "double-negation", "$.items[2].text"), Found(json => json["items"]![2]!["text"]!["ru"] = text));
    }

    [Theory]
    [InlineData("Никогда не опаздывать")]
    [InlineData("Никто ничего не говорит")]
    [InlineData("Не шуметь и не бегать")]
    [InlineData("Если нет времени, не спешить")]
    [InlineData("Ни дня без песни")]
    [InlineData("Не только не спать")]
    [InlineData("Неважно, нет ли дождя")]
    public void Concord_lists_and_two_clauses_negate_once(string text) =>
        Assert.DoesNotContain(Found(json => json["items"]![2]!["text"]!["ru"] = text), finding => finding.Rule == "double-negation");

    [Fact]
    public void A_negated_statement_to_be_rated_is_told_unless_the_negation_is_about_something_else()
    {
        Assert.Contains(
            (LintSeverity.Info, "double-negation", "$.items[0].text"), Found(json => json["items"]![0]!["text"]!["ru"] = "Не петь песни"));
        Assert.DoesNotContain(
            Found(json => json["items"]![0]!["text"]!["ru"] = "Петь песни, которых никто не знает"),
            finding => finding.Rule == "double-negation");
    }

    [Theory]
    [InlineData("Я сделал уроки", "сделал")]
    [InlineData("Я вчера много читала", "читала")]
    [InlineData("Если бы я мог летать", "мог")]
    [InlineData("Ты помогла другу?", "помогла")]
    [InlineData("Насколько ты готов к этому?", "готов")]
    [InlineData("Готова ли ты ехать?", "готова")]
    [InlineData("Хотел бы ты жить в городе?", "хотел")]
    [InlineData("Ты должна решить", "должна")]
    [InlineData("Я часто занят", "занят")]
    [InlineData("Я одна дома", "одна")]
    [InlineData("Я занимался спортом", "занимался")]
    [InlineData("Скорее согласен", "согласен")]
    [InlineData("Не уверена", "уверена")]
    [InlineData("Рад помогать людям", "рад")]
    [InlineData("Всегда мечтал стать врачом", "мечтал")]
    [InlineData("Уже выбрала профессию", "выбрала")]
    [InlineData("Решать всё самому", "самому")]
    [InlineData("Выбирать дело сама", "сама")]
    [InlineData("Уметь работать одному", "одному")]
    [InlineData("Сделал(а) это дома", "сделал(а)")]
    [InlineData("Шёл я домой", "шел")]
    [InlineData("Я начала учиться", "начала")]
    [InlineData("Раньше я жил в селе", "жил")]
    public void A_word_that_makes_the_reader_a_boy_or_a_girl_is_found(string text, string word) =>
        Assert.Contains(word, GenderRules.FormsIn(text, readersVoice: true));

    [Theory]
    [InlineData("Я люблю новые дела и свой стол")]
    [InlineData("Я читаю журнал у школьного зала")]
    [InlineData("Я веду канал для футбола")]
    [InlineData("Ты видишь числа, стрелу и два угла")]
    [InlineData("Я хочу, чтобы друг помог")]
    [InlineData("Я вижу, как тренер показал приём")]
    [InlineData("Мне понравился урок")]
    [InlineData("Понравилась экскурсия")]
    [InlineData("Работа должна быть рядом с домом")]
    [InlineData("Друг готов помочь")]
    [InlineData("Сам процесс важнее")]
    [InlineData("Искать ответ на самой интересной странице")]
    [InlineData("Я и мой брат делали уроки")]
    [InlineData("Услышать: «Я забыл тетрадь»")]
    [InlineData("Материал для статьи")]
    [InlineData("Чинить стул и стол")]
    [InlineData("Учёба даёт мне силы и цели")]
    [InlineData("Рассматривать журнал")]
    [InlineData("Складывать вещи по одной")]
    public void A_word_about_something_else_is_not(string text) => Assert.Empty(GenderRules.FormsIn(text, readersVoice: true));

    [Theory]
    [InlineData("$.items[0].text")]
    [InlineData("$.items[4].options[1].text")]
    [InlineData("$.items[0].format.labels[2]")]
    public void A_gendered_form_is_an_error_wherever_it_is_answered(string path)
    {
        Assert.Contains((LintSeverity.Error, "gendered-form", path), Found(json =>
        {
            json["items"]![0]!["text"]!["ru"] = "Я пел песни";
            json["items"]![4]!["options"]![1]!["text"]!["ru"] = "Готов спорить";
            json["formats"]!["wish"]!["labels"]![2]!["ru"] = "Согласен";
        }));
        Assert.DoesNotContain(Found(_ => { }), finding => finding.Rule == "gendered-form");
    }

    [Fact]
    public void A_gendered_form_in_the_instruction_is_an_error_when_it_speaks_to_the_reader()
    {
        Assert.Contains(
            (LintSeverity.Error, "gendered-form", "$.instruction"),
            Found(json => json["instruction"]!["ru"] = "Отметь, с чем ты согласен."));
        Assert.DoesNotContain(
            Found(json => json["instruction"]!["ru"] = "Прозвучал звонок. Отвечай."), finding => finding.Rule == "gendered-form");
    }

    [Fact]
    public void A_task_tells_of_others_where_no_pronoun_stands()
    {
        Assert.Contains(
            Found(json => json["items"]![7]!["text"]!["ru"] = "Бежала лиса. Где круг?"), finding => finding.Rule == "gendered-form");
        Assert.DoesNotContain(
            Found(json =>
            {
                json["scales"]![1]!["kind"] = "criterion";
                json["items"]![7]!["text"]!["ru"] = "Бежала лиса. Где круг?";
            }),
            finding => finding.Rule == "gendered-form");
    }

    [Fact]
    public void Grade_is_that_of_the_published_formula()
    {
        // «Мама мыла раму. Кот спит.»: 5 words, 2 sentences, 8 syllables.
        Readability text = Readability.Of("Мама мыла раму. Кот спит.");
        Assert.Equal(new Readability(5, 2, 8), text);
        Assert.Equal((0.5 * 2.5) + (8.4 * 1.6) - 15.59, text.Grade, 12);
        Assert.Equal(new Readability(4, 2, 5), Readability.Of("Дом в лесу", "Ёлка — 12 !"));
        Assert.True(double.IsNaN(Readability.Of("12 + 3").Grade));
    }

    [Fact]
    public void An_instruction_above_grade_9_is_a_warning()
    {
        Assert.Contains((LintSeverity.Warning, "reading-load", "$.instruction"), Found(json => json["instruction"]!["ru"] =
            "Проанализируй последовательность предлагаемых высказываний, характеризующих профессиональную направленность."));
        Assert.DoesNotContain(Found(_ => { }), finding => finding is { Rule: "reading-load", Severity: LintSeverity.Warning });
    }

    [Fact]
    public void Reading_load_is_told_of_every_form() => Assert.Equal(
        ["$.scoring.keys", "$.forms.short"],
        Found(_ => { }).Where(finding => finding.Rule == "reading-load").Select(finding => finding.Path));

    private static ImmutableArray<(LintSeverity Severity, string Rule, string Path)> Found(Action<JsonNode> spoil) =>
        [.. SampleInstrument.Examine(spoil).Select(finding => (finding.Severity, finding.Rule, finding.Path))];
}

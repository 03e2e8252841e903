using Diagnostics.Engine.Readings;

namespace Diagnostics.Tests.Readings;

public sealed class ReadingTextTests
{
    private static readonly ReadingLibrary Library = ReadingLibrary.LoadBuiltIn();

    [Fact]
    public void No_reading_breaks_a_rule()
    {
        string[] broken = [.. Texts().SelectMany(text => ReadingRules.Broken(text.Audience, text.Text, text.IsLimits)
            .Select(rule => $"{rule}: {text.Place}: {text.Text}"))];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    [Fact]
    public void No_text_stands_twice_in_one_instrument()
    {
        string[] twice = [.. Texts().GroupBy(text => (text.Instrument, text.Text)).Where(group => group.Count() > 1)
            .Select(group => string.Join(", ", group.Select(text => text.Place)))];
        Assert.Empty(twice);
    }

    [Fact]
    public void The_limits_say_that_it_is_a_pilot_without_norms()
    {
        foreach (InstrumentReadings readings in Library.All)
        {
            foreach (Audience audience in Enum.GetValues<Audience>())
            {
                string text = readings.Limits.For(audience);
                Assert.Contains("апробаци", text, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("норм нет", text, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>The same tasks bring the same texts; who reads them professionally is not told of a time that was not there.</summary>
    [Theory]
    [InlineData("aptitude-verbal")]
    [InlineData("aptitude-numerical")]
    [InlineData("aptitude-spatial")]
    public void Untimed_sections_have_the_texts_of_the_timed_ones_and_limits_of_their_own(string timed)
    {
        (InstrumentReadings one, InstrumentReadings other) = (Library.Find(timed)!, Library.Find($"{timed}-untimed")!);
        Assert.Equal(one.Rule, other.Rule);
        foreach ((ScaleReadings scale, ScaleReadings twin) in one.Scales.Zip(other.Scales))
        {
            foreach (ReadingLevel level in Enum.GetValues<ReadingLevel>())
            {
                Assert.Equal((scale.At(level).Student, scale.At(level).Parent), (twin.At(level).Student, twin.At(level).Parent));
                Assert.DoesNotMatch("(?i)врем|часов", twin.At(level).Psychologist);
            }
        }

        Assert.All(Enum.GetValues<Audience>(), audience => Assert.NotEqual(one.Limits.For(audience), other.Limits.For(audience)));
        Assert.Contains("без ограничения времени", other.Limits.Psychologist, StringComparison.Ordinal);
    }

    [Fact]
    public void The_low_level_gets_as_much_attention_as_the_high_one()
    {
        foreach (InstrumentReadings readings in Library.All)
        {
            foreach (Audience audience in Enum.GetValues<Audience>())
            {
                double low = readings.Scales.Average(scale => scale.Low.For(audience).Length);
                double high = readings.Scales.Average(scale => scale.High.For(audience).Length);
                Assert.True(low > 0.6 * high, $"{readings.Instrument} {audience}: {low:F0} characters against {high:F0}");
            }
        }
    }

    [Theory]
    [InlineData("sex", Audience.Student, "Сегодня ты много раз выбирала природу.")]
    [InlineData("sex", Audience.Student, "Ты чаще отметил дела для рук.")]
    [InlineData("sex", Audience.Student, "Похоже, я поспешила с ответом.")]
    [InlineData("sex", Audience.Student, "Ты готов к выбору.")]
    [InlineData("sex", Audience.Parent, "Ваш ребёнок выбрал дела для рук.")]
    [InlineData("sex", Audience.Parent, "Она чаще выбирает природу.")]
    [InlineData("label", Audience.Student, "Ты — исследователь.")]
    [InlineData("label", Audience.Student, "Ты лидер, и это видно.")]
    [InlineData("label", Audience.Student, "Ты творческая личность.")]
    [InlineData("label", Audience.Parent, "Ваш ребёнок — прирождённый врач.")]
    [InlineData("ban", Audience.Student, "Техника тебе не подходит.")]
    [InlineData("ban", Audience.Student, "Ты не сможешь работать с людьми.")]
    [InlineData("ban", Audience.Parent, "С такими ответами в медицину нельзя.")]
    [InlineData("ban", Audience.Psychologist, "Работа с людьми противопоказана.")]
    [InlineData("comparison", Audience.Student, "Твой интерес ниже среднего.")]
    [InlineData("comparison", Audience.Parent, "Это норма для восьмого класса.")]
    [InlineData("comparison", Audience.Parent, "Ваш ребёнок чаще других отмечает дела для рук.")]
    [InlineData("comparison", Audience.Parent, "Общение ваш ребёнок выбирает реже сверстников.")]
    [InlineData("comparison", Audience.Parent, "Числа даются вашему ребёнку быстрее остальных ребят.")]
    [InlineData("comparison", Audience.Student, "По сравнению с одноклассниками ты чаще выбираешь технику.")]
    [InlineData("comparison", Audience.Student, "Интерес к природе у тебя такой же, как у всех.")]
    [InlineData("promise", Audience.Student, "Здесь тебя ждёт успех.")]
    [InlineData("promise", Audience.Student, "Это тебе обязательно пригодится.")]
    [InlineData("promise", Audience.Student, "Нужные умения придут и так.")]
    [InlineData("promise", Audience.Student, "Сейчас открыто много путей, и спешить не обязательно.")]
    [InlineData("promise", Audience.Student, "Так легче сосредоточиться и довести дело до конца.")]
    [InlineData("symptom", Audience.Psychologist, "Проверьте, не стоит ли за этим трудная история в классе.")]
    [InlineData("symptom", Audience.Psychologist, "Отделите предпочтение ясности от страха показаться смешным.")]
    [InlineData("symptom", Audience.Psychologist, "Узнайте, не было ли обидных слов о рисунке.")]
    [InlineData("length", Audience.Student, "Раз. Два. Три. Четыре.")]
    [InlineData("address", Audience.Student, "Вы чаще выбираете природу.")]
    [InlineData("address", Audience.Parent, "Ты чаще выбираешь природу.")]
    public void A_guilty_text_is_seen(string rule, Audience audience, string text) =>
        Assert.Contains(rule, ReadingRules.Broken(audience, text));

    [Theory]
    [InlineData(Audience.Student, "Ты чаще выбираешь дела, где нужна сила. Каких дел тебе хочется ещё?")]
    [InlineData(Audience.Parent, "Ваш ребёнок чаще выбирает дела с материалами. Спросите, какие из них ближе.")]
    [InlineData(Audience.Parent, "Из шести видов занятий ваш ребёнок чаще отмечает те, где работают руками.")]
    [InlineData(Audience.Parent, "Ваш ребёнок выбирает общение наравне с другими занятиями. Заметьте, когда хочется тишины.")]
    [InlineData(Audience.Psychologist, "Спросите, чем отмеченные дела отличаются от прочих.")]
    public void An_innocent_text_is_left_alone(Audience audience, string text) => Assert.Empty(ReadingRules.Broken(audience, text));

    [Fact]
    public void Norms_may_be_named_only_where_it_is_said_that_there_are_none()
    {
        Assert.Empty(ReadingRules.Broken(Audience.Student, "Апробация: норм пока нет.", isLimits: true));
        Assert.NotEmpty(ReadingRules.Broken(Audience.Student, "Апробация: норм пока нет."));
        Assert.NotEmpty(ReadingRules.Broken(Audience.Student, "Это в пределах нормы.", isLimits: true));
    }

    private static IEnumerable<PlacedText> Texts()
    {
        foreach (InstrumentReadings readings in Library.All)
        {
            foreach (Audience audience in Enum.GetValues<Audience>())
            {
                string whole = $"{readings.Instrument} limits {audience}";
                yield return new PlacedText(readings.Instrument, whole, audience, readings.Limits.For(audience), true);
                foreach (ScaleReadings scale in readings.Scales)
                {
                    if (scale.Limits is { } limits)
                    {
                        string place = $"{readings.Instrument} {scale.Scale} limits {audience}";
                        yield return new PlacedText(readings.Instrument, place, audience, limits.For(audience), true);
                    }

                    foreach (ReadingLevel level in Enum.GetValues<ReadingLevel>())
                    {
                        string place = $"{readings.Instrument} {scale.Scale} {level} {audience}";
                        yield return new PlacedText(readings.Instrument, place, audience, scale.At(level).For(audience), false);
                    }
                }
            }
        }
    }

    private sealed record PlacedText(string Instrument, string Place, Audience Audience, string Text, bool IsLimits);
}

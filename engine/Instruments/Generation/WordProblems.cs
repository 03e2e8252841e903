namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Short problems from everyday life. Nouns stand where numbers ask for one form only, so no sentence needs declension.</summary>
internal static class WordProblems
{
    private static readonly (string Things, string Such, string Stuff)[] Recipes =
    [
        ("порций каши", "порций", "крупы"),
        ("одинаковых стульев", "таких стульев", "краски"),
        ("одинаковых клумб", "таких клумб", "удобрения"),
        ("одинаковых кексов", "таких кексов", "теста"),
    ];

    private static readonly string[] Goods =
        ["рюкзака", "наушников", "чайника", "настольной лампы", "набора инструментов", "спортивной сумки"];

    /// <summary>So much for a, how much for b? Mistakes: only what is added, one too few, the two counts together.</summary>
    public static GeneratedTask Proportion(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        (string things, string such, string stuff) = numbers.Pick(Recipes);
        int few = numbers.Between(3, 6);
        int many = numbers.Between(few + 2, 12);
        int each = numbers.Between(8, 30) * 5;
        // A round number for one would spare the multiplication.
        return many % few == 0 || each % 50 == 0
            ? null
            : GeneratedTask.OfNumbers(
                $"Для {few} {things} нужно {few * each} г {stuff}. Сколько граммов {stuff} нужно для {many} {such}?",
                many * each,
                [(many - few) * each, (many - 1) * each, (many + few) * each],
                $"Сначала узнай, сколько нужно на 1: {few * each} : {few} = {each} г. Потом умножь: {each} × {many} = {many * each} г.",
                " г");
    });

    /// <summary>A price after a discount. Mistakes: the discount itself, a rise instead, percents taken for roubles.</summary>
    public static GeneratedTask Discount(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int price = numbers.Between(4, 24) * 200;
        int percent = numbers.Pick([15, 20, 25, 30, 35, 40]);
        int less = price * percent / 100;
        return GeneratedTask.OfNumbers(
            $"Цена {numbers.Pick(Goods)} была {price} руб. Её снизили на {percent}\u00A0%. Какой стала цена?",
            price - less,
            [less, price + less, price - percent],
            $"{percent}\u00A0% от {price} — это {price} × {percent} : 100 = {less} руб. Новая цена: {price} − {less} = {price - less} руб.",
            " руб.");
    });
}

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

    private static readonly (string Work, string Of)[] Works =
    [
        ("Бассейн наполняют одинаковыми насосами.", "насосов"),
        ("Зерно вывозят одинаковыми машинами.", "машин"),
        ("Поле убирают одинаковыми комбайнами.", "комбайнов"),
        ("Книги печатают на одинаковых станках.", "станков"),
    ];

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
                " г").Demanding(new TaskDemand(Rules: 1, Steps: 2, Load: (many > 9 ? 1 : 0) + (each % 10 == 0 ? 0 : 1), Lures: 2));
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
            " руб.").Demanding(new TaskDemand(Rules: 1, Steps: 2, Load: (percent % 10 == 0 ? 0 : 1) + (price >= 3_000 ? 1 : 0), Lures: 3));
    });

    /// <summary>The price before a discount. Mistakes: the percents of the new price added, the discount alone, percents taken for roubles.</summary>
    public static GeneratedTask BeforeDiscount(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int price = numbers.Between(4, 24) * 200;
        int percent = numbers.Pick([15, 20, 25, 30, 40]);
        int now = price * (100 - percent) / 100;
        return now * percent % 100 != 0
            ? null
            : GeneratedTask.OfNumbers(
                $"Цену {numbers.Pick(Goods)} снизили на {percent}\u00A0%, и она стала {now} руб. Какой была цена?",
                price,
                [now + (now * percent / 100), price - now, now + percent],
                $"Новая цена — это {100 - percent}\u00A0% старой. Один процент: {now} : {100 - percent} = {price / 100} руб. Вся старая цена — {price} руб.",
                " руб.").Demanding(new TaskDemand(Rules: 3, Steps: 3, Load: percent % 10 == 0 ? 1 : 2, Lures: 3));
    });

    /// <summary>Two discounts, one after the other. Mistakes: the percents are added, only the first is counted, only the second.</summary>
    public static GeneratedTask TwoDiscounts(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int price = numbers.Between(4, 24) * 200;
        int first = numbers.Pick([10, 20, 25, 30]);
        int second = numbers.Pick([10, 15, 20]);
        int between = price * (100 - first) / 100;
        return between * second % 100 != 0
            ? null
            : GeneratedTask.OfNumbers(
                $"Цена {numbers.Pick(Goods)} была {price} руб. Её снизили на {first}\u00A0%, а новую цену — ещё на {second}\u00A0%. Какой стала цена?",
                between * (100 - second) / 100,
                [price * (100 - first - second) / 100, between, price * (100 - second) / 100],
                $"После первой скидки: {price} − {price - between} = {between} руб. Вторая считается от {between}: {between * second / 100} руб. "
                    + $"Осталось {between} − {between * second / 100} = {between * (100 - second) / 100} руб.",
                " руб.").Demanding(new TaskDemand(Rules: 2, Steps: 4, Load: second == 15 || first == 25 ? 2 : 1, Lures: 3));
    });

    /// <summary>More hands, less time. Mistakes: the proportion is taken the wrong way, the difference is taken off, one off.</summary>
    public static GeneratedTask Inverse(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        (string work, string of) = numbers.Pick(Works);
        int few = numbers.Between(3, 8);
        int other = numbers.Between(2, 12);
        int hours = numbers.Between(4, 24);
        int right = few * hours / other;
        return few == other || few * hours % other != 0 || hours * other % few != 0 || hours - (other - few) == right
            ? null
            : GeneratedTask.OfNumbers(
                $"{work} Если {of} {few}, нужно {hours} ч. Сколько часов нужно, если {of} {other}?",
                right,
                [hours * other / few, hours - (other - few), right + 1],
                $"Чем их больше, тем меньше времени. Вся работа: {few} × {hours} = {few * hours} ч. Её делят поровну: {few * hours} : {other} = {right} ч.",
                " ч").Demanding(new TaskDemand(Rules: 2, Steps: 2, Load: other < few ? 2 : 1, Lures: 3));
    });
}

using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Tls;

namespace Diagnostics.Web;

/// <summary>What the operator reads after the start: where things are and, in the demo, what to type.</summary>
internal static class Welcome
{
    private const int CodesShown = 5;

    public static async Task PrintAsync(
        WebApplication app, DiagnosticsEngine engine, ServerOptions options, TextWriter output, CancellationToken cancellation)
    {
        Uri address = options.PublicUrl ?? OriginNotice.AddressOf(app.Urls, options.Tls);
        await output.WriteLineAsync($"""

            Шаг в будущее
              ученик            {address}
              результат         {new Uri(address, "result")}
              сотрудникам       {new Uri(address, "staff")}
            """);
        await OriginNotice.PrintAsync(
            app.Services.GetService<CertificateKeeper>(), app.Services.GetRequiredService<SecureOrigin>().Expected, address, output);

        if (!options.Demo && !await engine.Accounts.AnyAsync(cancellation))
        {
            await output.WriteLineAsync("  Учётных записей ещё нет: остановите сервер и выполните diagnostics user add --help");
        }

        if (engine.Overlay is { } overlay)
        {
            await output.WriteLineAsync(
                $"  {overlay.Region}: программы и пробы {overlay.Programmes.Length}, ресурсы {overlay.Resources.Length}, "
                + $"строки спроса {overlay.Demand.Length}, ссылки {overlay.Links.Length}");
        }

        if (options.Demo)
        {
            await PrintDemoAsync(engine, address, output, cancellation);
        }

        await output.WriteLineAsync("  остановить        Ctrl+C");
        await output.FlushAsync(cancellation);
    }

    private static async Task PrintDemoAsync(DiagnosticsEngine engine, Uri address, TextWriter output, CancellationToken cancellation)
    {
        if (await engine.DemoGuideAsync(cancellation) is not { } guide)
        {
            return;
        }

        await output.WriteLineAsync($"""

            Демо: учётные записи сотрудников (работают только с --demo)
              логины            {string.Join("  ", DemoStaff.Logins)}
              пароль            {DemoStaff.PasswordOf(engine)}

            Демо: урок начинается с согласия самого ученика. Согласие родителей здесь не ждут: так задано в кампании
            демо-региона; на настоящем сервере его ждут 8 и 9 классы.
            """);
        foreach (SchoolClass schoolClass in guide.Classes)
        {
            CodeSheet sheet = (await engine.Cards.ReadAsync(schoolClass.Id, cancellation))!;
            await output.WriteLineAsync($"""

                Демо: {sheet.School.Name}, {schoolClass.Name}
                  доска класса      {new Uri(address, $"board/{schoolClass.BoardLink}")}   PIN {sheet.Pin}
                  коды              {string.Join("  ", sheet.Cards.Take(CodesShown).Select(card => card.Code))}
                """);
        }

        await output.WriteLineAsync($"""

            Демо: готовый результат (ответы смоделированы)
              {new Uri(address, $"result#{guide.ResultKey}")}

            """);
    }
}

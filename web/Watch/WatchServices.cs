using System.Diagnostics;
using Diagnostics.Engine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Diagnostics.Web.Watch;

/// <summary>The room's parts put together.</summary>
internal static class WatchServices
{
    public static IServiceCollection AddWatch(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton<ServingState>()
        .AddSingleton<DoorMeter>()
        .AddSingleton(built => new FigureBook([.. built.GetRequiredService<DiagnosticsEngine>().Meters, built.GetRequiredService<DoorMeter>().Meter]))
        .AddSingleton(built => new SelfLook(
            built.GetRequiredService<FigureBook>(), options.Engine.Store.QueueAnswers, built.GetRequiredService<ServingState>(), built.GetRequiredService<TimeProvider>()))
        .AddSingleton<WatchKeeper>()
        .AddHostedService(built => built.GetRequiredService<WatchKeeper>())
        .AddSingleton(new MetricsToken(options.MetricsToken))
        .Replace(ServiceDescriptor.Singleton<DistributedContextPropagator>(new OwnTraces()));

    public static ILoggingBuilder AddLines(this ILoggingBuilder logging, LogFormat format)
    {
        if (format == LogFormat.Plain)
        {
            return logging.AddSimpleConsole(console => console.SingleLine = true);
        }

        logging.Services.TryAddSingleton(TimeProvider.System);
        return logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName).AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
    }
}

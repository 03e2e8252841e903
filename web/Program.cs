return await Diagnostics.Web.Commands.CommandLine.RunAsync(args);

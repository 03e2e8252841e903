using Diagnostics.Engine.Adaptive;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Adaptive;

public sealed class BankCommandTests : VerbTests
{
    [Fact]
    public async Task A_bank_is_written_and_never_over_what_is_there()
    {
        string folder = Folder.PathOf("bank");
        Assert.Equal(0, await InvokeAsync(BankCommand.Create(), "write", "--id", "aptitude-verbal-bank", "--out", folder));
        foreach ((string name, byte[] content) in BankLibrary.Draw("aptitude-verbal-bank"))
        {
            Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(folder, name)));
        }

        Assert.Contains("Predicted, not calibrated.", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await InvokeAsync(BankCommand.Create(), "write", "--id", "aptitude-verbal-bank", "--out", folder));
        Assert.Contains("there already", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await InvokeAsync(BankCommand.Create(), "write", "--id", "riasec", "--out", Folder.PathOf("other")));
        Assert.Contains("There is no bank riasec", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Precision_says_of_every_row_that_it_is_simulated_and_on_what()
    {
        Assert.Equal(0, await InvokeAsync(BankCommand.Create(), "precision", "--id", "aptitude-verbal-bank", "--persons", "50", "--seed", "3"));
        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Assert.Equal("source,form,theta_from,theta_to,persons,items,mean_se,rmse,bias,max_exposure,never_given", lines[0]);
        Assert.Equal(19, lines.Length);
        Assert.All(lines[1..], line => Assert.StartsWith("simulated on predicted parameters,", line, StringComparison.Ordinal));
        Assert.StartsWith("simulated on predicted parameters,adaptive,,,50,12,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Simulated on predicted parameters, 50 persons", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibrated_parameters_take_the_place_of_the_predicted_ones()
    {
        ItemBank bank = BankLibrary.Get("aptitude-verbal-bank");
        string file = Folder.Write("p.csv", "item,a,b\n" + string.Concat(bank.Items.Select((item, place) => FormattableString.Invariant($"{item.Item},1.5,{(place % 9) - 4}\n"))));
        Assert.Equal(0, await InvokeAsync(BankCommand.Create(), "precision", "--id", "aptitude-verbal-bank", "--params", file, "--persons", "20"));
        Assert.Contains("simulated on calibrated parameters,adaptive", Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--persons", "0")]
    [InlineData("--persons", "1000000")]
    [InlineData("--max", "0")]
    [InlineData("--fixed", "0")]
    [InlineData("--se", "-1")]
    [InlineData("--se", "NaN")]
    public void Wrong_usage_is_told_before_anything_is_simulated(string option, string value) =>
        Assert.NotEmpty(BankCommand.Create().Parse(["precision", "--id", "aptitude-verbal-bank", option, value]).Errors);
}

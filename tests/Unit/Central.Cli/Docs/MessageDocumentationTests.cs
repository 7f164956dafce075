using System.Text;
using System.Text.RegularExpressions;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Tests.Unit.CentralCli.Docs;

public sealed partial class MessageDocumentationTests
{
    private readonly string _text = MessageDocumentation.Render("1.6");

    [Fact]
    public void Every_message_is_documented_with_an_example_that_decodes_strictly()
    {
        Assert.Equal(28, Ocpp16Catalog.All.Actions.Count);
        foreach (var action in Ocpp16Catalog.All.Actions)
        {
            var section = Regex.Match(_text, $@"\n## {action.Name}\n(?<text>.*?)(\n## |\z)", RegexOptions.Singleline).Groups["text"].Value;
            var examples = Example().Matches(section).Select(match => Encoding.UTF8.GetBytes(match.Groups["json"].Value)).ToArray();

            Assert.Contains($"Profile {action.Profile}.", section, StringComparison.Ordinal);
            Assert.Equal(2, examples.Length);
            Assert.Empty(action.InspectRequest(examples[0], Strictness.Strict).Faults);
            Assert.Empty(action.InspectResponse(examples[1], Strictness.Strict).Faults);
        }
    }

    [Fact]
    public void Fields_have_limits_and_words()
    {
        Assert.Contains("| `chargePointVendor` | string(20) | yes |  |\n", _text, StringComparison.Ordinal);
        Assert.Contains("| `type` | word | yes | Hard, Soft |\n", _text, StringComparison.Ordinal);
        Assert.Contains("| `meterValue[].sampledValue[].context` | word | no | Interruption.Begin, ", _text, StringComparison.Ordinal);
        Assert.Contains("| `key[]` | list of string(50) | no |  |\n", _text, StringComparison.Ordinal);
        Assert.Contains("| [Reset](#reset) | the central system | Core |\n", _text, StringComparison.Ordinal);
        Assert.Contains("| [DataTransfer](#datatransfer) | either side | Core |\n", _text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Assert.Equal("version: expected one of: 1.6, found '1.5'", Assert.Throws<ArgumentException>(() => MessageDocumentation.Render("1.5")).Message);
        Assert.Equal("format: expected one of: markdown, found 'html'", Assert.Throws<ArgumentException>(() => MessageDocumentation.Render("1.6", "html")).Message);
    }

    [GeneratedRegex(@"```json\n(?<json>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

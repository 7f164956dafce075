using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChargerFirmware.Charger.Adapters;

namespace ChargerFirmware.Charger;

/// <summary><c>charger check</c>: what is wrong with a board file, and what of it this machine lacks.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var board = CommandLine.BoardOption();
        var fileOnly = new Option<bool>("--file-only") { Description = "do not look for the board's devices on this machine" };
        var json = new Option<bool>("--json") { Description = "one JSON object instead of text" };
        var command = new Command(
            "check",
            "Say what is wrong with a board file, and which of its devices this machine does not have. No device is opened or moved. "
            + "The exit code is 0 when all is well, 1 when there are problems, 2 when the command line was not understood.")
        {
            board, fileOnly, json,
        };
        command.SetAction(result =>
        {
            var report = CheckReport.Of(result.GetValue(board)!, result.GetValue(fileOnly) ? null : DeviceFiles.Look);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(report, CheckJson.Default.CheckReport));
            }
            else
            {
                report.Print(output);
            }

            return report.Fine ? ExitCode.Fine : ExitCode.Problems;
        });
        return command;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckJson : JsonSerializerContext;

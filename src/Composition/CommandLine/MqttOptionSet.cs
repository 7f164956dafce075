using System.CommandLine;
using System.CommandLine.Parsing;
using ChargerFirmware.Telemetry.Mqtt.Configuration;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>The options of MQTT on a command line, for every program that runs a station.</summary>
public sealed class MqttOptionSet
{
    private readonly List<Option<string?>> _options =
        [.. MqttOptions.All.Select(option => new Option<string?>(option.Name) { Description = option.Description, HelpName = option.Form })];

    /// <summary>Adds them to a command, which refuses what cannot be used.</summary>
    public void AddTo(Command command)
    {
        _options.ForEach(command.Options.Add);
        command.Require(result =>
        {
            try
            {
                Read(result);
            }
            catch (MqttOptionException problem)
            {
                result.AddError(problem.Message);
            }
        });
    }

    /// <returns>Null where no broker is named, neither on the command line nor in the environment.</returns>
    /// <exception cref="MqttOptionException">One cannot be used.</exception>
    public MqttSettings? Read(CommandResult result) => MqttOptions.Read(name => Find(result, name), Environment.GetEnvironmentVariable, File.Exists);

    private string? Find(CommandResult result, string name) =>
        result.GetResult(_options.Find(option => option.Name == name)!) is { Tokens: [var token, ..] } ? token.Value : null;
}

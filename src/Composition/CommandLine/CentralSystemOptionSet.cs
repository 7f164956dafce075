using System.CommandLine;
using System.CommandLine.Parsing;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>The options of the central system on a command line, for every program that runs a station.</summary>
public sealed class CentralSystemOptionSet
{
    private readonly Option<Uri?> _csms;

    private readonly Option<string?> _passwordFile = new("--password-file")
    {
        Description = "a file whose one line is the password for the central system (HTTP basic authentication; the user is the station's identity, "
            + "or the one in --csms). It goes before a password in --csms, and that before the variable " + CentralSystemAddress.PasswordVariable,
        HelpName = "FILE",
    };

    private CentralSystemAddress? _address;

    /// <param name="description">What the central system is to this program.</param>
    /// <param name="isRequired">Whether there is none without the option.</param>
    public CentralSystemOptionSet(string description, bool isRequired) =>
        _csms = new Option<Uri?>("--csms") { Description = description, CustomParser = ParseUrl, Required = isRequired, HelpName = "URL" };

    /// <summary>Adds them to a command, which refuses what cannot be used.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_csms);
        command.Options.Add(_passwordFile);
        command.Require(Check);
    }

    /// <returns>Null where no central system is named. What the command's validator has found: a file that is a pipe can be read once only.</returns>
    public CentralSystemAddress? Read() => _address;

    private void Check(CommandResult result)
    {
        try
        {
            _address = CentralSystemAddress.Read(
                result.GetValue(_csms), result.GetValue(_passwordFile), Environment.GetEnvironmentVariable(CentralSystemAddress.PasswordVariable));
        }
        catch (FormatException refusal)
        {
            result.AddError(refusal.Message);
        }
    }

    /// <summary>What is no address is not quoted back: it may hold a password.</summary>
    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" && url.Host.Length > 0)
        {
            return url;
        }

        result.AddError("--csms: expected an address that begins with ws:// or wss://, ws[s]://[user:password@]host[:port][/path] (percent-encoded)");
        return null;
    }
}

using ChargerFirmware.Central.Cli.Plugins;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>What a prompt needs of the program it is part of.</summary>
internal sealed record PromptSurroundings
{
    /// <summary>Where the prompt lives, with its charge points and its central system.</summary>
    public required Loop Loop { get; init; }

    /// <summary>Makes message ids.</summary>
    public required RandomSource Random { get; init; }

    /// <summary>Prints a line. Called on the loop; must not wait.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>The way of a charge point to a central system: its address and the charge point's identity.</summary>
    public required Func<Uri, string, ILinkDialer> Dialer { get; init; }

    /// <summary>Starts a central system on the loop. Throws an IOException that says why where it cannot listen.</summary>
    public required Func<CentralSystemStart, Task<ICentralSystem>> StartCentralSystem { get; init; }

    /// <summary>Starts a plugin's program: its words, as no shell has read them. Throws an IOException where it cannot be started.</summary>
    public required Func<IReadOnlyList<string>, IPluginProcess> StartPlugin { get; init; }
}

using System.CommandLine;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>The option <c>--lenient-calls</c>, which every program that runs a station has.</summary>
public static class LenientCallsOption
{
    public static Option<bool> Create() => new("--lenient-calls")
    {
        Description = "carry out calls of the central system that have unknown members, null for absent ones, 1.0 for 1 or words in another case; "
            + "the configuration key LenientCalls, once the central system has set it, holds instead",
    };
}

using System.Runtime.CompilerServices;

namespace ChargerFirmware.Tests.Unit;

/// <summary>Where the repository lies.</summary>
internal static class Checkout
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string path = "") => path;
}

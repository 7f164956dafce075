namespace ChargerFirmware.Tests.Documents;

/// <summary>
/// <c>dotnet run --project</c> as it is for the first command of each project; after that, what it has built. Nothing changes between two
/// commands, and asking the build whether that is so takes eight seconds each time.
/// </summary>
internal static class BuiltOnce
{
    private const string Script = """
        #!/usr/bin/env bash
        # Goes before the machine's dotnet in this run's PATH.
        here=$(dirname "${BASH_SOURCE[0]}")
        PATH=${PATH#"$here:"}
        if [ "$1 $2" = "run --project" ]; then
            built=$here/built-${3//\//-}
            program=$(find "artifacts/bin/$(basename "$3")/debug" -maxdepth 1 -type f -executable ! -name '*.so' ! -name '*.dll' 2>/dev/null | head -n 1)
            if [ -e "$built" ] && [ -n "$program" ]; then
                shift 3
                [ "${1:-}" != -- ] || shift
                exec "$program" "$@"
            fi
            touch "$built"
        fi
        exec dotnet "$@"
        """;

    public static void Write(string folder)
    {
        var path = Path.Combine(folder, "dotnet");
        File.WriteAllText(path, Script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

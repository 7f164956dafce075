namespace Stateless.Reflection;

/// <summary>A guard, action or selector as the configuration names it.</summary>
public class InvocationInfo
{
    private static readonly char[] CompilersOwn = ['<', '>', '`'];
    private readonly string? _description;
    private readonly Timing _timing;

    public InvocationInfo(string methodName, string? description, Timing timing)
    {
        MethodName = methodName;
        _description = description;
        _timing = timing;
    }

    /// <summary>When it runs to its end.</summary>
    public enum Timing
    {
        Synchronous,
        Asynchronous,
    }

    /// <summary>What stands for a lambda without a description.</summary>
    public static string DefaultFunctionDescription { get; set; } = "Function";

    public string MethodName { get; }

    /// <summary>The given words, else the method's name, else <see cref="DefaultFunctionDescription"/>.</summary>
    public string Description =>
        _description ?? (MethodName is null ? "<null>"
            : MethodName.IndexOfAny(CompilersOwn) >= 0 ? DefaultFunctionDescription
            : MethodName);

    public bool IsAsync => _timing == Timing.Asynchronous;

    internal static InvocationInfo Of(Delegate method, string? description) =>
        // Delegate.Method reads metadata that trimming keeps for every delegate's target; only the name is used.
        new(method.Method.Name, description, Timing.Synchronous);
}

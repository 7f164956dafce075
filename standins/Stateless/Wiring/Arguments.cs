namespace Stateless.Wiring;

/// <summary>The arguments of a trigger on their way to typed guards and actions.</summary>
internal static class Arguments
{
    /// <summary>A guard asked without arguments, by PermittedTriggers say, sees defaults.</summary>
    public static T Get<T>(object?[] arguments, int index)
    {
        if (arguments.Length == 0)
        {
            return default!;
        }

        Check(arguments, index, typeof(T));
        return (T)arguments[index]!;
    }

    public static void Validate(object?[] arguments, Type[] expected)
    {
        if (arguments.Length > expected.Length)
        {
            throw new ArgumentException(
                $"Too many parameters have been supplied. Expecting {expected.Length} but got {arguments.Length}.");
        }

        // None at all passes upstream's check; typed guards and actions then see defaults.
        for (var index = 0; index < expected.Length && arguments.Length > 0; index++)
        {
            Check(arguments, index, expected[index]);
        }
    }

    private static void Check(object?[] arguments, int index, Type expected)
    {
        if (index >= arguments.Length)
        {
            throw new ArgumentException($"An argument of type {expected} is required in position {index}.");
        }

        if (arguments[index] is { } argument && !expected.IsInstanceOfType(argument))
        {
            throw new ArgumentException(
                $"The argument in position {index} is of type {argument.GetType()} but must be of type {expected}.");
        }
    }
}

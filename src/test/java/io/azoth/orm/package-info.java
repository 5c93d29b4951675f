/** Sessions and mapping, through the public API, on all databases. Plain Java, as users write it. */
package io.azoth.orm;
